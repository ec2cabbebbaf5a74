import Drawing

/// The words of the interface in the reader's language, looked up by their English form, which is
/// what the source is written in.
///
///     let words = Words(
///       language: "de", numerals: .comma, table: ["Rate {1}": "Rate {1}", "before": "vorher"])
///     words("Rate {1}", "0.5")  // "Rate 0,5"
///
/// Whoever needs words is given them; nothing falls back to English by itself.
public struct Words: Equatable, Sendable {
  /// An IETF language tag: `de`.
  public let language: String
  /// How its readers write numbers.
  public let numerals: Numerals
  private let table: [String: String]

  /// - Parameter table: What stands for each English form; a form that it lacks stays English.
  public init(language: String, numerals: Numerals, table: [String: String]) {
    self.language = language
    self.numerals = numerals
    self.table = table
  }

  /// The forms that it knows with what stands for them, in the order of the English ones.
  public var forms: [(english: String, text: String)] {
    table.keys.sorted().map { (english: $0, text: table[$0] ?? $0) }
  }

  /// The words as they stand in the source.
  public static let english = Words(language: "en", numerals: .point, table: [:])

  /// The text for an English form, with `{1}`, `{2}`, … replaced by the values, their numbers in the
  /// language's numerals.
  public func callAsFunction(_ english: String, _ values: String...) -> String {
    let form = table[english] ?? english
    if values.isEmpty { return form }
    var text = ""
    var rest = form[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      rest = rest[open...].dropFirst()
      let digits = rest.prefix { $0 != "}" }
      if let place = Int(String(digits)), values.indices.contains(place - 1) {
        text += numerals.text(values[place - 1])
        rest = rest.dropFirst(digits.count + 1)
      } else {
        text += "{"
      }
    }
    return text + String(rest)
  }
}
