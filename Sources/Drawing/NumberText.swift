/// Numbers for people: a real minus sign, no −0, no superfluous zeros unless asked for.
public enum NumberText {
  /// `value` rounded to `places` digits after the point (halves away from zero), all of them
  /// written: `NumberText.fixed(-0.5, 2)` is "−0.50".
  public static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "−∞" : "∞" }
    let scale = power(places)
    let scaled = (abs(value) * scale).rounded()
    // Beyond this the digits are not those of the value any more.
    guard scaled < 1e15 else { return (value < 0 ? "−" : "") + "\(abs(value))" }
    // The browser's `Int` has 32 bits.
    let digits = Int64(scaled)
    let sign = value < 0 && digits > 0 ? "−" : ""
    guard places > 0 else { return sign + String(digits) }
    let fraction = String(digits % Int64(scale))
    let zeros = String(repeating: "0", count: places - fraction.count)
    return sign + String(digits / Int64(scale)) + "." + zeros + fraction
  }

  /// At most `places` digits after the point: `NumberText.short(0.5, 3)` is "0.5".
  public static func short(_ value: Double, _ places: Int) -> String {
    var text = fixed(value, places)
    guard text.contains("."), value.isFinite, abs(value) < 1e14 else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text == "−0" ? "0" : text
  }

  /// Ten to the power of a small natural number, exactly.
  private static func power(_ places: Int) -> Double {
    (0..<max(places, 0)).reduce(1) { power, _ in power * 10 }
  }
}
