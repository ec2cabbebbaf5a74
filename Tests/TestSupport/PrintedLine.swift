import Foundation

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
      guard let value = try? Pencil.decimal(part, names) else { continue }
      if let last {
        // A part is one rounded number, or a sum of them: half a unit of each.
        let digits = part.split(separator: ".").dropFirst().map {
          $0.prefix(while: \.isNumber).count
        }
        let units = digits.isEmpty ? 1 : digits.reduce(0) { $0 + pow(10, -Double($1)) }
        let slack = sign == "≈" ? 0.5 * units : 0
        if abs(value - last) > slack + 1e-9 { return "\(text): \(last) against \(part)" }
      }
      last = value
    }
    return last == nil ? "\(text): nothing to compute" : nil
  }

  /// The result, the last part.
  public var result: Double? { parts.last.flatMap { try? Pencil.decimal($0.text) } }
  public var isRounded: Bool { parts.last?.sign == "≈" }
}
