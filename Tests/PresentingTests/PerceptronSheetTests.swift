import Lessons
import Rendering
import TestLessons
import TestSupport
import Testing

@testable import Presenting

/// What the worksheets and notes of the first lessons hold, and what they must not tell.
@Suite struct PerceptronSheetTests {
  static let names = AllLessons.names(of: "perceptron-") + ["mlp-xor"]

  private func text(_ name: String, _ kind: PageKind) throws -> String {
    try PageLessons.pages(name, kind, measurer: FixedMeasurer()).text
  }

  /// Neither the sums below nor a picture give the four inequalities away.
  @Test func theContradictionIsForPupilsToFind() throws {
    for told in ["w0 + w2 > 0", "w0 + w1 + w2 ≤ 0", "2·w0 + w1 + w2", "(w0 + w2)"] {
      #expect(!(try text("perceptron-xor", .worksheet)).contains(told))
      #expect((try text("perceptron-xor", .key)).contains(told))
    }
  }

  /// A table of epochs that goes on from the table of steps leaves out the epochs that are asked
  /// about.
  @Test(arguments: [
    ("perceptron-or", ["| 1 | −0.8 | −0.6 |", "| 1 | −0.6 | −0.4 |"]),
    ("perceptron-xor", ["13 | 4 | 0.4 | 0 | 0"]),
  ])
  func weightsThatAreAskedForStandNowhere(_ name: String, _ rows: [String]) throws {
    for row in rows {
      #expect(!(try text(name, .worksheet)).contains(row))
      #expect((try text(name, .handout)).contains(row), "\(row)")
    }
  }

  @Test(arguments: [
    ("perceptron-and", 2), ("perceptron-or", 2), ("perceptron-nand", 2), ("perceptron-xor", 3),
    ("mlp-xor", 5),
  ])
  func worksheetsAreShort(_ name: String, _ count: Int) throws {
    let measurer = try PangoMeasurer(Fonts())
    for paper in Paper.allCases {
      let pages = try PageLessons.pages(name, .worksheet, paper: paper, measurer: measurer)
      #expect(pages.document.pages.count <= count, "\(paper)")
      #expect(pages.missedBudget == nil)
    }
  }

  /// Minutes of each part that add up, what to ask, what goes wrong, and what to leave out.
  @Test(arguments: names)
  func notesAreWhole(_ name: String) throws {
    let played = try PageLessons.played(name)
    let notes = played.paperBlocks.compactMap { block -> TeacherNotes? in
      if case .notes(let notes) = block { notes } else { nil }
    }
    #expect(notes.compactMap(\.minutes).reduce(0, +) == played.lesson.minutes)
    #expect(notes.allSatisfy { $0.minutes != nil && !$0.ask.isEmpty && !$0.mistakes.isEmpty })
    #expect(notes.contains { !$0.skip.isEmpty })
  }

  /// Pupils and teacher speak of the same task by the same number.
  @Test(arguments: names)
  func notesNumberTheTasksOfTheWorksheet(_ name: String) throws {
    let worksheet = try PageLessons.pages(name, .worksheet, measurer: FixedMeasurer()).tasks
    let notes = try PageLessons.pages(name, .notes, measurer: FixedMeasurer()).tasks
    // What is asked in reading alone has no number; what only the worksheet has is not repeated.
    let numbered = notes.filter { $0.number > 0 }
    #expect(numbered.map(\.number) == numbered.map(\.number).sorted() && numbered.count > 2)
    for told in numbered {
      let asked = try #require(worksheet.first { $0.number == told.number }, "\(told)")
      #expect(asked.points == told.points, "task \(told.number)")
      #expect(asked.blanks.map(\.answer) == told.blanks.map(\.answer), "task \(told.number)")
    }
  }
}
