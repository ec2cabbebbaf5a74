import Numerics

/// Answers that pupils gave, by name.
public struct AnswerFile: Sendable {
  public struct Pupil: Equatable, Sendable {
    public var name: String
    /// The code of the pupil's variant; empty for the lesson as it stands.
    public var variant: String
    /// What was typed, by the code of the blank: `3c`.
    public var answers: [String: String]
    /// The line of the file on which the pupil first appears.
    public var line = 1
  }

  /// What is wrong with a line: it is left out, the others are marked.
  public private(set) var problems: [CSVTable.ReadError] = []

  /// In the order in which they first appear.
  public private(set) var pupils: [Pupil] = []

  /// A line without a code and a second, other answer to one blank are problems of these lines.
  ///
  /// - Throws: `CSVTable.ReadError` for a table without the columns code and answer, or without
  ///   any answer.
  public init(_ table: CSVTable) throws(CSVTable.ReadError) {
    guard let code = table.column("code", "blank", "feld", "nummer"),
      let answer = table.column("answer", "antwort", "value")
    else {
      throw CSVTable.ReadError(
        line: 1,
        message: "the columns code and answer are needed; the file has "
          + table.header.map { "“\($0)”" }.joined(separator: ", "))
    }
    let name = table.column("name", "pupil", "student")
    let variant = table.column("variant", "variante")
    var places: [[String]: Int] = [:]
    for row in table.rows {
      func field(_ column: Int?) -> String {
        column.flatMap { row.fields.indices.contains($0) ? row.fields[$0] : nil } ?? ""
      }
      let key = [field(name), field(variant).uppercased()]
      let place = places[key] ?? pupils.count
      if place == pupils.count {
        places[key] = place
        pupils.append(Pupil(name: key[0], variant: key[1], answers: [:], line: row.line))
      }
      let code = field(code).lowercased().filter { $0.isLetter || $0.isNumber }
      guard !code.isEmpty else {
        problems.append(CSVTable.ReadError(line: row.line, message: "this line has no code"))
        continue
      }
      let text = field(answer)
      if let earlier = pupils[place].answers[code], earlier != text {
        problems.append(
          CSVTable.ReadError(
            line: row.line,
            message: "a second answer to \(code)"
              + (key[0].isEmpty ? "" : " by \(key[0])") + ": “\(earlier)” and “\(text)”; "
              + "the first one counts"))
        continue
      }
      pupils[place].answers[code] = text
    }
    guard !pupils.isEmpty else {
      throw CSVTable.ReadError(line: 1, message: "the file has a header and no answers")
    }
  }

  /// A number as pupils write it: point or comma, − or -, a fraction, `+1`, `w = 0.2`; nil for
  /// anything else.
  static func number(_ text: String) -> Fraction? {
    let value = text.split(separator: "=").last.map(String.init) ?? text
    return Fraction(readersText: value.filter { !$0.isWhitespace })
  }
}
