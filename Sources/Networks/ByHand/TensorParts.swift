import Numerics

/// Parts of tensors in the order in which pages show them.
extension Tensor<Float> {
  /// One channel of a height × width × channels tensor, row by row.
  public func channel(_ index: Int) -> [Double] {
    let channels = shape[2]
    return stride(from: index, to: count, by: channels).map { Double(values[$0]) }
  }

  /// One kernel of a height × width × in × out tensor, row by row.
  public func kernel(input: Int, output: Int) -> [Double] {
    let (inputs, outputs) = (shape[2], shape[3])
    return (0..<shape[0] * shape[1]).map {
      Double(values[($0 * inputs + input) * outputs + output])
    }
  }

  /// The weights that lead to one unit of an inputs × units matrix.
  public func column(_ unit: Int) -> [Double] {
    let units = shape[1]
    return stride(from: unit, to: count, by: units).map { Double(values[$0]) }
  }

  /// The weights that leave one input of an inputs × units matrix.
  public func row(_ input: Int) -> [Double] {
    let units = shape[1]
    return (0..<units).map { Double(values[input * units + $0]) }
  }

  public var doubles: [Double] { values.map { Double($0) } }
}
