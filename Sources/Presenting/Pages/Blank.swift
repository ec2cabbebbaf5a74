/// A place to write an answer, as it is printed and as answer files name it.
public struct Blank: Equatable, Sendable {
  /// What a pupil works out there.
  public enum Question: Equatable, Sendable {
    /// A quantity of a step: `component` tells those of one code apart (the weights).
    case quantity(experiment: String, step: Int, code: String, component: Int)
    /// A number asked for in words; nearer than `tolerance` is right.
    case number(tolerance: Double)
    /// The letters of all right choices, `B` or `A C`.
    case choice
    /// Words, which a person has to mark.
    case text
    case drawing
  }

  /// `3c`: the number that begins a table's row, and the place in the row; `Q4`, `Q4b`: the task,
  /// and the place in it where it has several.
  public var code: String
  public var question: Question
  /// The right answer, numbers with ASCII minus.
  public var answer: String

  public init(code: String, question: Question, answer: String) {
    self.code = code
    self.question = question
    self.answer = answer
  }
}

/// A numbered task of a worksheet.
public struct PageTask: Equatable, Sendable {
  public var number: Int
  public var points: Int
  public var blanks: [Blank]

  /// `a` … `z`, `aa`, `ab` …: the place of a blank within its row or task, from 0.
  static func letters(_ place: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(97 + place % 26)))
    return place < 26 ? letter : letters(place / 26 - 1) + letter
  }
}
