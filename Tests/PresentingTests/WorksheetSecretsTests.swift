import Drawing
import Figures
import Foundation
import Lessons
import Rendering
import TestLessons
import TestSupport
import Testing

@testable import Presenting

/// A worksheet asks; it does not tell.
@Suite struct WorksheetSecretsTests {
  /// Lessons whose answers are known by their digits.
  static let names = ["backprop", "cnn"]
  static let counted = ["backprop", "convolution", "pooling", "cnn"]

  private static func pages(
    _ name: String, _ kind: PageKind, paper: Paper = .a4,
    measurer: any TextMeasurer = FixedMeasurer()
  ) throws -> LessonPages {
    try PageMaker(measurer: measurer, words: .english)
      .pages(of: PageLessons.played(name), PageRequest(kind: kind, paper: paper))
  }

  /// No answer with three digits or more after the point stands anywhere on the worksheet, neither
  /// in the prose, nor in a caption, nor in a later line that goes on from it.
  @Test(arguments: names) func answersStandNowhere(_ name: String) throws {
    let open = try Self.pages(name, .worksheet)
    let answers = open.tasks.flatMap(\.blanks).filter {
      if case .text = $0.question { false } else { true }
    }.map { $0.answer.filter { $0.isNumber || $0 == "." } }
    let asked = Set(answers.filter { ($0.split(separator: ".").dropFirst().last?.count ?? 0) > 2 })
    #expect(asked.count > 5)
    let printed = Self.numbers(open.text)
    for (place, number) in printed.enumerated() where asked.contains(number) {
      // Powers of e and shares near 0 are alike in many rows.
      if number.allSatisfy({ "0.123456789".contains($0) }), number.hasPrefix("0.00") { continue }
      Issue.record("\(number) is told: … \(printed[max(0, place - 5)..<place]) …")
    }
    let key = Set(Self.numbers(try Self.pages(name, .key).text))
    #expect(asked.isSubset(of: key))
  }

  /// By quantities: no figure, row or step of a lesson's worksheet shows what another block asks for.
  @Test(arguments: AllLessons.names) func nothingTellsWhatATableAsksFor(_ name: String) throws {
    let told = try AllLessons.played(name).toldOnWorksheet
    #expect(told.isEmpty, "\(Set(told.map(\.text)).sorted())")
  }

  private static func lesson(_ blocks: String) throws -> PlayedLesson {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("secrets-\(getpid())-\(blocks.hashValue).md").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = """
      ---
      title: Secrets
      summary: A test
      level: beginner
      minutes: 10
      objectives: [find out]
      ---
      ```experiment
      name: and
      perceptron: {gate: AND, weights: [0.5, -1, 1], rate: 0.2}
      ```

      \(blocks)
      """
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try LessonFile.play(path)
  }

  private static func worksheet(_ lesson: PlayedLesson) throws -> String {
    try PageMaker(measurer: FixedMeasurer(), words: .english)
      .pages(of: lesson, PageRequest(kind: .worksheet)).text
  }

  private static let table = "```table\nsteps: epoch 1\nblank: [sum, error, weights]\n```\n"

  /// A walk above a blank table of the same steps is not told, unless the lesson says so.
  @Test func walksDoNotTellWhatATableAsksFor() throws {
    let plain = try Self.lesson("```walk\nsteps: epoch 1\n```\n\n\(Self.table)")
    #expect(plain.toldOnWorksheet.isEmpty)
    let sheet = try Self.worksheet(plain)
    // The row that is worked out may be told.
    #expect(sheet.contains("Epoch 1 · step 1") && !sheet.contains("Epoch 1 · step 2"))
    let kept = try Self.lesson(
      "```walk\nsteps: epoch 1\nworksheet: true\n```\n\n\(Self.table)")
    #expect(!kept.toldOnWorksheet.isEmpty)
    #expect(try Self.worksheet(kept).contains("Epoch 1 · step 2"))
    // A walk without such a table stays.
    let alone = try Self.lesson(
      "```walk\nsteps: epoch 1\n```\n\n```table\nsteps: epoch 2\nblank: [sum]\n```\n")
    #expect(try Self.worksheet(alone).contains("Epoch 1 · step 4"))
  }

  /// A picture of the boundary after a step tells the weights that its table asks for.
  @Test func figuresThatTellAreFound() throws {
    let figure = "```figure\nof: and\nshow: boundary\nstep: 2\n```\n"
    let told = try Self.lesson("\(figure)\n\(Self.table)").toldOnWorksheet
    #expect(Set(told.map(\.text)) == ["weights of step 2 of and"])
    let task = figure.replacing("step: 2\n", with: "step: 2\ntask: Draw it.\n")
    #expect(try Self.lesson("\(task)\n\(Self.table)").toldOnWorksheet.isEmpty)
  }

  /// What goes on from a blank has room to put it in: the update behind the error, the boundary
  /// behind the weights.
  @Test(arguments: ["error", "weights"]) func laterLinesDoNotTell(_ blank: String) throws {
    let lesson = try Self.lesson("```derivation\nstep: 1\nblank: [\(blank)]\n```\n")
    let step = lesson.experiments[0].moment(1)
    #expect(step.isMistake)
    let sheet = try Self.worksheet(lesson)
    if blank == "error" {
      #expect(!sheet.contains("0.2·(−1)"), "\(sheet)")
    } else {
      #expect(sheet.contains("\n0 = ____"), "\(sheet)")
    }
  }

  private static func numbers(_ text: String) -> [String] {
    text.split { !($0.isNumber && $0.isASCII || $0 == ".") }
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ".")) }
  }

  /// What a class has to copy: as many pages as the lesson allows, at most six.
  @Test(arguments: counted, Paper.allCases) func worksheetsKeepTheirPages(
    _ name: String, _ paper: Paper
  ) throws {
    let pages = try Self.pages(
      name, .worksheet, paper: paper, measurer: PangoMeasurer(Fonts()))
    #expect(pages.missedBudget == nil, "\(pages.document.pages.count) pages")
    let budget = try #require(try PageLessons.played(name).lesson.pages)
    #expect(budget <= (name == "cnn" ? 6 : 4))
  }

  /// What a drawing task is about stands in the worksheet's twin, its answer only in the key's.
  @Test func tasksAreDescribedWithoutTheirAnswers() throws {
    let open = try Self.pages("pooling", .worksheet).text
    let key = try Self.pages("pooling", .key).text
    #expect(open.contains("4 3 1 5; 1 3 4 8; 4 5 4 3; 6 5 9 4"))
    #expect(!open.contains("Maximum: 4 8; 6 9"))
    #expect(key.contains("Maximum: 4 8; 6 9"))
  }

  /// Teachers plan by the notes: their minutes are the lesson's.
  @Test(arguments: counted) func minutesAddUp(_ name: String) throws {
    let lesson = try PageLessons.played(name)
    let notes = lesson.paperBlocks.compactMap {
      if case .notes(let notes) = $0 { notes } else { nil }
    }
    #expect(notes.compactMap(\.minutes).reduce(0, +) == lesson.lesson.minutes)
    for note in notes {
      #expect(!note.ask.isEmpty && !note.mistakes.isEmpty && !note.skip.isEmpty)
    }
  }

  /// Teachers find a task of the worksheet under its number in the notes; what only the handout asks
  /// has none.
  @Test(arguments: counted) func notesNumberTasksAsTheWorksheetDoes(_ name: String) throws {
    func numbers(_ text: String) -> [Substring: String] {
      var numbers: [Substring: String] = [:]
      for match in text.matches(of: /(?m)^(\d+)\. (.+)$/) {
        // Lines break where the page says.
        numbers[match.output.2.prefix(20)] = String(match.output.1)
      }
      return numbers
    }
    let worksheet = numbers(try Self.pages(name, .worksheet).text)
    let notes = numbers(try Self.pages(name, .notes).text)
    for (ask, number) in notes { #expect(worksheet[ask] == number, "\(ask)") }
    #expect(notes.count > 0)
    #expect(!(try Self.pages(name, .notes).text.contains("Q0")))
  }

  /// On paper no word of a picture is smaller than five points.
  @Test(arguments: counted) func picturesCanBeRead(_ name: String) throws {
    let lesson = try PageLessons.played(name)
    let context = DrawingContext(
      theme: .print, measurer: FixedMeasurer(), words: .english)
    for case .figure(let played) in lesson.paperBlocks + lesson.worksheetBlocks {
      let needed = played.figure.readableHeight(width: 487, in: context)
      let box = played.figure.layout(
        fitting: Size(487, max(213, min(needed, 440))), in: context)
      let least = box.items.fontSizes.min() ?? 9
      #expect(least >= 5, "\(least) points: \(played.figure.caption)")
    }
  }
}

extension [Item] {
  fileprivate var fontSizes: [Double] {
    flatMap { item -> [Double] in
      switch item {
      case .text(let run): [run.font.size]
      case .group(let group): group.items.fontSizes
      case .link(let link): link.items.fontSizes
      case .path, .raster: []
      }
    }
  }
}
