/// How a language writes numbers: the sign before the decimals, what parts thousands, and what parts
/// the numbers of a list, which cannot be a comma where decimals follow one.
///
/// The program computes and stores with points. Where a text leaves it for people, their numerals
/// are applied: to sentences by `Words`, to formulas by `Math`, to single numbers by `text(_:)`.
/// What is written so already stays as it is.
///
///     Numerals.comma.text("(0.8, −1)")  // "(0,8; −1)"
public struct Numerals: Equatable, Sendable {
  /// Before the decimals.
  public let decimal: Character
  /// Between thousands.
  public let group: Character
  /// Between the numbers of a list, before a space.
  public let list: Character

  public init(decimal: Character, group: Character, list: Character) {
    self.decimal = decimal
    self.group = group
    self.list = list
  }

  /// `0.5`, `401,920`, `(0.8, −1)`: as the program writes by itself.
  public static let point = Numerals(decimal: ".", group: ",", list: ",")
  /// `0,5`, `401 920` with a narrow space, `(0,8; −1)`.
  public static let comma = Numerals(decimal: ",", group: "\u{202F}", list: ";")

  /// A text that the program made, its numbers and lists of numbers in these numerals.
  ///
  /// Digits that belong to a word, a path or a version (`lesson-1.5.md`, `x1`, `1.2.3`) stay.
  public func text(_ text: String) -> String {
    if self == .point { return text }
    let characters = Array(text)
    let parts = ListSigns(characters).places
    var result = ""
    var place = 0
    while place < characters.count {
      if let number = NumberToken(characters, at: place) {
        result += number.whole + String(decimal) + number.decimals
        place = number.end
      } else {
        result.append(parts.contains(place) ? list : characters[place])
        place += 1
      }
    }
    return result
  }

  /// Digits with at most one point.
  func number(_ text: String) -> String {
    String(text.map { $0 == "." ? decimal : $0 })
  }

  /// A whole number, its thousands parted: `37,610`.
  public func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(group, at: place)
      place -= 3
    }
    return (number < 0 ? "−" : "") + String(digits)
  }
}

/// A number with decimals in running text, as the program writes it: `0.5`.
private struct NumberToken {
  let whole: String
  let decimals: String
  /// The place of the first character behind it.
  let end: Int

  /// nil where no such number begins at `start`, or one that is a part of something else.
  init?(_ characters: [Character], at start: Int) {
    func digits(from first: Int) -> String {
      var place = first
      while Self.isDigit(characters, place) { place += 1 }
      return String(characters[first..<place])
    }
    guard Self.isDigit(characters, start), !Self.isInside(characters, start) else { return nil }
    whole = digits(from: start)
    let point = start + whole.count
    guard point < characters.count, characters[point] == ".", Self.isDigit(characters, point + 1)
    else { return nil }
    decimals = digits(from: point + 1)
    end = point + 1 + decimals.count
    // Versions, names of files and chapters go on.
    guard end < characters.count else { return }
    if characters[end].isLetter { return nil }
    if characters[end] == ".", end + 1 < characters.count,
      characters[end + 1].isLetter || Self.isDigit(characters, end + 1)
    {
      return nil
    }
  }

  private static func isDigit(_ characters: [Character], _ place: Int) -> Bool {
    guard characters.indices.contains(place), let value = characters[place].asciiValue else {
      return false
    }
    return (48...57).contains(value)
  }

  /// Whether the digits go on from a word, a number or a path.
  private static func isInside(_ characters: [Character], _ start: Int) -> Bool {
    guard start > 0 else { return false }
    let before = characters[start - 1]
    if before.isLetter || before == "_" || isDigit(characters, start - 1) { return true }
    guard before == "." || before == "," || before == "/" || before == "-" else { return false }
    guard start > 1 else { return before == "." || before == "/" }
    let earlier = characters[start - 2]
    return before == "." || before == ","
      ? isDigit(characters, start - 2) : earlier.isLetter || earlier == "." || earlier == "_"
  }
}

/// The commas of a text that part the numbers of a list: in brackets, or in a text that is nothing
/// but a list.
private struct ListSigns {
  private(set) var places: Set<Int> = []

  init(_ characters: [Character]) {
    var open: Int?
    for (place, character) in characters.enumerated() {
      if character == "(" || character == "[" {
        open = place
      } else if character == ")" || character == "]", let start = open {
        add(characters, from: start + 1, to: place)
        open = nil
      }
    }
    add(characters, from: 0, to: characters.count)
  }

  private mutating func add(_ characters: [Character], from start: Int, to end: Int) {
    let inside = characters[start..<end]
    let isList = inside.allSatisfy {
      $0.isASCII && $0.isNumber || ",.−-+≈/ \u{A0}".contains($0)
    }
    guard isList else { return }
    for place in inside.indices.dropLast()
    where characters[place] == ","
      && (characters[place + 1] == " " || characters[place + 1] == "\u{A0}")
    {
      places.insert(place)
    }
  }
}
