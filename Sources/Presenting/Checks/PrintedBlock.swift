import Drawing
import Figures

/// What a block of a lesson prints on a sheet: its words and numbers as they are drawn.
struct PrintedBlock {
  /// Numbers that are printed, without their signs, and how often.
  private(set) var numbers: [String: Int] = [:]
  /// Those that the worksheet prints, too.
  private(set) var openNumbers: [String: Int] = [:]
  /// The words and numbers of the key's text twin, and how often.
  private(set) var words: [String: Int] = [:]
  /// The smallest type that a digit is printed in, in points, and where.
  private(set) var smallest: (size: Double, text: String)?
  /// A text that runs over the column's right edge.
  private(set) var overrun: String?
  /// The height of its highest part that is never torn, in points.
  private(set) var height = 0.0
  private let labels: Set<String>

  /// - Parameters:
  ///   - width: Of the column.
  ///   - labels: Texts that go with the blanks of an edition, not with the lesson: codes and points.
  init(
    _ fragments: ArraySlice<Fragment>, width: Double, numerals: Numerals, labels: Set<String>
  ) {
    self.labels = labels
    for fragment in fragments {
      height = max(height, fragment.height)
      add(fragment.items, isAnswer: false, x: 0, isTurned: false, width: width, numerals)
      for word in fragment.twin.text(showsAnswers: true).split(whereSeparator: Self.isGap) {
        words[String(word), default: 0] += 1
      }
    }
  }

  private mutating func add(
    _ items: [Item], isAnswer: Bool, x: Double, isTurned: Bool, width: Double, _ numerals: Numerals
  ) {
    for item in items {
      switch item {
      case .group(let group):
        add(
          group.items, isAnswer: isAnswer || group.isAnswer, x: x + group.offset.x,
          isTurned: isTurned || group.rotation != 0, width: width, numerals)
      case .link(let link):
        add(link.items, isAnswer: isAnswer, x: x, isTurned: isTurned, width: width, numerals)
      case .text(let run):
        for number in Self.numbers(in: run.text, numerals) {
          if run.font.size < smallest?.size ?? .infinity { smallest = (run.font.size, run.text) }
          if labels.contains(run.text) { continue }
          numbers[number, default: 0] += 1
          if !isAnswer { openNumbers[number, default: 0] += 1 }
        }
        if !isTurned, x + run.origin.x + run.width > width + 1 { overrun = run.text }
      case .path, .raster: break
      }
    }
  }

  private static func isGap(_ character: Character) -> Bool {
    character.isWhitespace || "|_".contains(character)
  }

  /// The numbers of a text with points for their decimals, without their signs.
  static func numbers(in text: String, _ numerals: Numerals) -> [String] {
    let characters = Array(text)
    var numbers: [String] = []
    var number = ""
    for (place, character) in characters.enumerated() {
      let isPoint =
        (character == numerals.decimal || character == ".") && !number.isEmpty
        && place + 1 < characters.count && characters[place + 1].isNumber
      if character.isASCII, character.isNumber {
        number.append(character)
      } else if isPoint {
        number.append(".")
      } else if !number.isEmpty {
        numbers.append(number)
        number = ""
      }
    }
    return number.isEmpty ? numbers : numbers + [number]
  }
}
