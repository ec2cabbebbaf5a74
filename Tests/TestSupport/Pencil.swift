import Foundation

/// Recomputes printed arithmetic as a pupil would: from the plain text alone.
///
/// It knows +, −, ·, ×, /, powers, brackets, max(…), σ, tanh, e, ln, ², and names with known values. The
/// same text can be computed in exact fractions, where it stays within them, or as a pocket
/// calculator does.
public struct Pencil<Number: PencilNumber> {
  private var rest: [Character]
  private let names: [String: Number]

  init(_ text: String, names: [String: Number]) {
    rest = text.filter { $0 != " " }.map { $0 }
    self.names = names
  }

  /// The value of the whole text.
  mutating func value() throws -> Number {
    let result = try sum()
    guard rest.isEmpty else { throw PencilError.unknown(String(rest)) }
    return result
  }

  private mutating func sum() throws -> Number {
    var result = try product()
    while let sign = rest.first, sign == "+" || sign == "\u{2212}" {
      rest.removeFirst()
      let next = try product()
      result = result + (sign == "+" ? next : Number(0) - next)
    }
    return result
  }

  private mutating func product() throws -> Number {
    var result = try power()
    while let sign = rest.first, "·×/".contains(sign) {
      rest.removeFirst()
      let next = try power()
      guard let value = sign == "/" ? result.divided(by: next) : result * next else {
        throw PencilError.unknown("/ 0")
      }
      result = value
    }
    return result
  }

  private mutating func power() throws -> Number {
    let base = try factor()
    if rest.first == "²" {
      rest.removeFirst()
      return base * base
    }
    guard rest.first == "^" else { return base }
    rest.removeFirst()
    return try known(base.raised(to: try factor()), "^")
  }

  private mutating func factor() throws -> Number {
    guard let first = rest.first else { throw PencilError.unknown("end") }
    switch first {
    case "+":
      rest.removeFirst()
      return try factor()
    case "\u{2212}":
      rest.removeFirst()
      return Number(0) - (try power())
    case "(":
      rest.removeFirst()
      let inner = try sum()
      try close()
      return inner
    case "0"..."9":
      let text = String(rest.prefix { $0.isASCII && $0.isNumber || $0 == "." })
      rest.removeFirst(text.count)
      return try known(Number(digits: text), text)
    default:
      let name = String(rest.prefix { $0.isLetter || $0.isNumber && $0 != "²" || $0 == "′" })
      rest.removeFirst(name.count)
      if let value = names[name] { return value }
      switch name {
      case "max" where rest.first == "(": return try maximum()
      case "e" where rest.first == "^":
        rest.removeFirst()
        return try known(Number.function("e^", of: try factor()), name)
      case "σ", "tanh", "ln": return try known(Number.function(name, of: try factor()), name)
      default: throw PencilError.unknown(name)
      }
    }
  }

  /// `(a, b, …)`
  private mutating func maximum() throws -> Number {
    rest.removeFirst()
    var largest = try sum()
    while rest.first == "," {
      rest.removeFirst()
      largest = max(largest, try sum())
    }
    try close()
    return largest
  }

  private mutating func close() throws {
    guard rest.first == ")" else { throw PencilError.unknown(String(rest)) }
    rest.removeFirst()
  }

  private func known(_ value: Number?, _ text: String) throws -> Number {
    guard let value else { throw PencilError.unknown(text) }
    return value
  }
}

extension Pencil where Number == Rational {
  /// Exactly. Throws for words, for names without a value and for what leaves the fractions.
  public static func value(_ text: String, _ names: [String: Rational] = [:]) throws -> Rational {
    var pencil = Pencil(text, names: names)
    return try pencil.value()
  }
}

extension Pencil where Number == Double {
  /// As a pocket calculator computes. Throws for words and for names without a value.
  public static func decimal(_ text: String, _ names: [String: Double] = [:]) throws -> Double {
    var pencil = Pencil(text, names: names)
    return try pencil.value()
  }
}

public enum PencilError: Error {
  /// What could not be read or computed.
  case unknown(String)
}
