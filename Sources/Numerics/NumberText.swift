/// Why a text is no number that a lesson can compute with.
public enum NumberTextError: Error, Equatable, Sendable, CustomStringConvertible {
  case notANumber(String)
  case tooManyDigits(String, limit: Int)

  public var description: String {
    switch self {
    case .notANumber(let text):
      "“\(text)” is not a decimal number; write it like 0.8 or -1"
    case .tooManyDigits(let text, let limit):
      "“\(text)” has too many digits; at most \(limit) can be computed exactly"
    }
  }
}

extension ExactDecimal {
  /// The most digits that a written number may have.
  public static let digitLimit = 15

  /// Reads a number as lessons write it: digits, perhaps a point and more digits, before them
  /// perhaps a sign (`-`, `−` or `+`).
  ///
  /// Throws `NumberTextError` for anything else, and for more than `digitLimit` digits.
  public init(parsing text: String) throws(NumberTextError) {
    guard let parts = DecimalParts(text, points: ".") else { throw .notANumber(text) }
    guard !parts.whole.isEmpty, !parts.endsWithPoint else { throw .notANumber(text) }
    guard let value = parts.value else {
      throw .tooManyDigits(text, limit: Self.digitLimit)
    }
    self = value
  }

  /// The same, with nil for what cannot be read.
  public init?(_ text: String) {
    guard let value = try? ExactDecimal(parsing: text) else { return nil }
    self = value
  }
}

extension Fraction {
  /// Reads what a reader types for an answer: point or comma, `-` or `−`, fractions like 3/4.
  ///
  /// Gives nil for anything else, a zero below the stroke, or more digits than can be computed.
  public init?(readersText text: String) {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false)
      .map { DecimalParts(String($0), points: ".,")?.value }
    switch sides.count {
    case 1:
      guard let value = sides[0] else { return nil }
      self.init(value)
    case 2:
      guard let over = sides[0], let under = sides[1], !under.isZero else { return nil }
      self.init(over, dividedBy: under)
    default: return nil
    }
  }
}

/// Sign, digits before and digits after the point of a written number.
private struct DecimalParts {
  var isNegative = false
  var whole = ""
  var fraction = ""
  var endsWithPoint = false

  init?(_ text: String, points: String) {
    var rest = Substring(text)
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    if let sign = rest.first, "+-\u{2212}".contains(sign) {
      isNegative = sign != "+"
      rest.removeFirst()
    }
    let halves = rest.split(omittingEmptySubsequences: false) { points.contains($0) }
    guard halves.count <= 2 else { return nil }
    whole = String(halves[0])
    if halves.count == 2 {
      fraction = String(halves[1])
      endsWithPoint = fraction.isEmpty
    }
    let digits = whole + fraction
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
  }

  /// nil when there are too many digits.
  var value: ExactDecimal? {
    let digits = whole.drop { $0 == "0" } + fraction
    guard digits.count <= ExactDecimal.digitLimit else { return nil }
    let coefficient = Int128(digits.isEmpty ? "0" : String(digits)) ?? 0
    return ExactDecimal(isNegative ? -coefficient : coefficient, scale: fraction.count)
  }
}
