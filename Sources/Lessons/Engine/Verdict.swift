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
    let readings = [number(text), grouped(text)].compactMap { $0 }
    guard let value = readings.first else { return nil }
    if readings.contains(where: { isSame($0, prediction.expected, prediction.tolerance) }) {
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
    // A number of which thousands are parted reads like one with decimals, too.
    let whole = value.numbers.count == 1 ? grouped(text) : nil
    let given = numbers(text, count: value.numbers.count) ?? whole.map { [$0] }
    guard let given else { return nil }
    let isRight =
      given.count == value.numbers.count
      && zip(given, value.numbers).allSatisfy { isSame($0, $1, tolerance) }
      || whole.map { isSame($0, value.numbers[0], tolerance) } ?? false
    return isRight
      ? Verdict(isRight: true, message: words("Right: {1}.", value.text))
      : Verdict(isRight: false, message: words("{1} is not it.", shown(text)))
  }

  /// A number with point or comma, − or -, or a fraction.
  public static func number(_ text: String) -> Double? {
    Fraction(readersText: text).map { $0.doubleValue }
  }

  /// What `401,920` is where the comma, point or space parts thousands, as pictures write it; nil for
  /// other texts.
  public static func grouped(_ text: String) -> Double? {
    var digits = ""
    var groups = [0]
    var mark: Character?
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
        groups[groups.count - 1] += 1
      } else if ",. \u{202F}".contains(character), mark == nil || mark == character {
        mark = character
        groups.append(0)
      } else {
        guard digits.isEmpty, groups.count == 1, "+-−".contains(character) else { return nil }
        digits = character == "+" ? "" : "-"
      }
    }
    guard groups.count > 1, (1...3).contains(groups[0]),
      groups.dropFirst().allSatisfy({ $0 == 3 })
    else { return nil }
    return Double(digits)
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
