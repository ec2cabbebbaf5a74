import Figures
import Numerics

/// What the reader is told about an answer.
public struct Verdict: Equatable, Sendable {
  public var isRight: Bool
  /// One or two sentences.
  public var message: String

  public init(isRight: Bool, message: String) {
    self.isRight = isRight
    self.message = message
  }

  /// Judges a prediction. nil where the text is no number.
  public static func judging(_ text: String, _ prediction: Prediction, _ words: Words) -> Verdict? {
    guard let value = number(text) else { return nil }
    if isSame(value, prediction.expected, prediction.tolerance) {
      return Verdict(isRight: true, message: words("Right: {1}.", prediction.expectedText))
    }
    let slip = prediction.slips.first { isSame(value, $0.value, prediction.tolerance) }
    let sentences =
      [words("{1} is not it.", shown(text))] + (slip.map { [$0.message] } ?? [])
      + [words("It is {1}.", prediction.expectedText)]
    return Verdict(isRight: false, message: sentences.joined(separator: " "))
  }

  /// Judges the answer to a question that asks for a number or a list of them.
  public static func judging(_ text: String, _ value: Value, tolerance: Double, _ words: Words)
    -> Verdict?
  {
    guard let given = numbers(text, count: value.numbers.count) else { return nil }
    let isRight =
      given.count == value.numbers.count
      && zip(given, value.numbers).allSatisfy { isSame($0, $1, tolerance) }
    return isRight
      ? Verdict(isRight: true, message: words("Right: {1}.", value.text))
      : Verdict(isRight: false, message: words("{1} is not it.", shown(text)))
  }

  /// A number with point or comma, − or -, or a fraction.
  public static func number(_ text: String) -> Double? {
    Fraction(readersText: text).map { $0.doubleValue }
  }

  /// Numbers divided by spaces, semicolons or, where only that gives as many as asked for, commas.
  public static func numbers(_ text: String, count: Int) -> [Double]? {
    let bare = text.filter { !"()[]".contains($0) }
    if count == 1 { return number(bare).map { [$0] } }
    let spaced = bare.split { $0 == " " || $0 == ";" }
      .map { $0.last == "," ? $0.dropLast() : $0 }
    let parts = spaced.count == count ? spaced : bare.split(separator: ",")
    let values = parts.map { number(String($0)) }
    let known = values.compactMap { $0 }
    return known.count == values.count && !known.isEmpty ? known : nil
  }

  /// Two decimals that differ only by how binary floating point holds them are the same.
  private static func isSame(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    (a - b).magnitude <= tolerance + 1e-9 * max(1, b.magnitude)
  }

  /// What was typed, with a real minus sign.
  private static func shown(_ text: String) -> String {
    String(text.map { $0 == "-" ? "−" : $0 })
  }
}
