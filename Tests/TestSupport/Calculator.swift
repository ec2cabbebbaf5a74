import Foundation

/// Recomputes printed arithmetic as a pupil with a pocket calculator would: from the plain text
/// alone. It knows +, −, ·, /, powers, brackets, σ, e and ln, and names with known values.
public struct Calculator {
  public enum Trouble: Error { case unknown(String) }

  private var rest: [Character]
  private let names: [String: Double]

  /// Throws for words and for names without a value.
  public static func value(_ text: String, _ names: [String: Double] = [:]) throws -> Double {
    var calculator = Calculator(rest: text.filter { $0 != " " }.map { $0 }, names: names)
    let result = try calculator.sum()
    guard calculator.rest.isEmpty else { throw Trouble.unknown(String(calculator.rest)) }
    return result
  }

  private mutating func sum() throws -> Double {
    var result = try product()
    while let sign = rest.first, sign == "+" || sign == "\u{2212}" {
      rest.removeFirst()
      let next = try product()
      result += sign == "+" ? next : -next
    }
    return result
  }

  private mutating func product() throws -> Double {
    var result = try power()
    while let sign = rest.first, sign == "·" || sign == "/" {
      rest.removeFirst()
      let next = try power()
      result = sign == "·" ? result * next : result / next
    }
    return result
  }

  private mutating func power() throws -> Double {
    let base = try factor()
    guard rest.first == "^" else { return base }
    rest.removeFirst()
    return pow(base, try factor())
  }

  private mutating func factor() throws -> Double {
    guard let first = rest.first else { throw Trouble.unknown("end") }
    switch first {
    case "\u{2212}":
      rest.removeFirst()
      return -(try power())
    case "(":
      rest.removeFirst()
      let inner = try sum()
      guard rest.first == ")" else { throw Trouble.unknown(String(rest)) }
      rest.removeFirst()
      return inner
    case "0"..."9":
      let text = String(rest.prefix { $0.isNumber || $0 == "." })
      rest.removeFirst(text.count)
      guard let value = Double(text) else { throw Trouble.unknown(text) }
      return value
    default:
      let name = String(rest.prefix { $0.isLetter || $0.isNumber })
      rest.removeFirst(name.count)
      switch name {
      case "σ": return 1 / (1 + exp(-(try factor())))
      case "ln": return log(try factor())
      case "e" where rest.first == "^": return M_E
      default:
        guard let value = names[name] else { throw Trouble.unknown(name) }
        return value
      }
    }
  }
}

/// A printed line `a = b ≈ c`, checked from its own text.
public struct PrintedLine {
  public var text: String
  public var symbol: String
  /// Each part with the sign before it.
  public var parts: [(sign: Character, text: String)]

  public init?(_ text: String) {
    var parts: [(sign: Character, text: String)] = []
    var part = ""
    var sign: Character = " "
    for word in text.split(separator: " ") {
      if word == "=" || word == "≈" {
        parts.append((sign, part))
        (sign, part) = (Character(String(word)), "")
      } else {
        part += (part.isEmpty ? "" : " ") + word
      }
    }
    parts.append((sign, part))
    guard parts.count > 1 else { return nil }
    self.text = text
    symbol = parts[0].text
    self.parts = Array(parts.dropFirst())
  }

  /// What is wrong with it; nil if everything that can be computed agrees: exactly after "=", to
  /// the digits shown after "≈".
  public func fault(_ names: [String: Double] = [:]) -> String? {
    var last: Double?
    for (sign, part) in parts {
      guard let value = try? Calculator.value(part, names) else { continue }
      if let last {
        let digits = part.split(separator: ".").dropFirst().first?.count ?? 0
        let slack = sign == "≈" ? 0.5 * pow(10, -Double(digits)) : 0
        if abs(value - last) > slack + 1e-9 { return "\(text): \(last) against \(part)" }
      }
      last = value
    }
    return last == nil ? "\(text): nothing to compute" : nil
  }

  /// The result, the last part.
  public var result: Double? { parts.last.flatMap { try? Calculator.value($0.text) } }
  public var isRounded: Bool { parts.last?.sign == "≈" }
}
