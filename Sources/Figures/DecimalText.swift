/// Measured (binary) numbers as text for people; exact ones are `ExactDecimal`s.
public enum DecimalText {
  /// At most `digits` places after the point, no trailing zeros, a real minus sign, never −0.
  public static func rounded(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "\u{2212}∞" : "∞" }
    var text = fixed(value, digits: digits)
    if text.contains(".") {
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
    }
    return text
  }

  /// Exactly `digits` places after the point, a real minus sign, never −0.
  public static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    // Halves go to even.
    let whole = (abs(value) * scale).rounded(.toNearestOrEven)
    let digitsOnly = String(UInt64(min(whole, 1e19)))
    let padded = String(repeating: "0", count: max(0, digits + 1 - digitsOnly.count)) + digitsOnly
    let sign = value < 0 && whole > 0 ? "\u{2212}" : ""
    return digits == 0
      ? sign + padded : sign + padded.dropLast(digits) + "." + padded.suffix(digits)
  }
}
