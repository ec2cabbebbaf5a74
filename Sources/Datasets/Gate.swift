import Numerics

/// A logic gate of two or more inputs.
public enum Gate: String, CaseIterable, Sendable {
  case and = "AND"
  case or = "OR"
  case nand = "NAND"
  case nor = "NOR"
  case xor = "XOR"
  case xnor = "XNOR"

  /// The gate's output; XOR of more than two inputs is TRUE when an odd number of them is.
  public func output(_ inputs: [Bool]) -> Bool {
    switch self {
    case .and: inputs.allSatisfy { $0 }
    case .or: inputs.contains(true)
    case .nand: !inputs.allSatisfy { $0 }
    case .nor: !inputs.contains(true)
    case .xor: inputs.count { $0 } % 2 == 1
    case .xnor: inputs.count { $0 } % 2 == 0
    }
  }

  /// All combinations of inputs, counted up in binary: (0,0), (0,1), (1,0), (1,1).
  public func truthTable(inputs: Int = 2) -> [LabelledPoint] {
    (0..<(1 << inputs)).map { row in
      let bits = (0..<inputs).map { row >> (inputs - 1 - $0) & 1 == 1 }
      return LabelledPoint(bits.map { $0 ? 1 : 0 }, isTrue: output(bits))
    }
  }
}
