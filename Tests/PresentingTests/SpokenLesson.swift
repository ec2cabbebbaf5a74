import Drawing
import Figures
import Foundation
import TestSupport

@testable import Lessons
@testable import Presenting

/// Everything that the program says of one experiment, small: a lesson that shows all that its kind
/// declares, walked, told, printed and marked.
struct SpokenLesson {
  let played: PlayedLesson
  private let words: Words
  private let context: DrawingContext

  /// - Parameter folder: Where the lesson is written to; languages may lie beside it.
  init(_ kind: AnyKind, language: String, folder: String) throws {
    let path = "\(folder)/\(kind.key)-\(language).md"
    let text = """
      ---
      title: T
      summary: S.
      minutes: 5
      objectives: [O]
      language: \(language)
      ---

      # 1

      ```experiment
      name: task
      \(kind.example)
      ```

      ```walk
      of: task
      steps: step 1
      ```
      """
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    var played = try LessonFile.play(path, options: PlayOptions(cacheFolder: folder))
    let experiment = played.experiments[0]
    let blocks = played.blocks + Self.blocks(of: experiment, kind)
    played.blocks = blocks
    played.paperBlocks = blocks
    played.worksheetBlocks = blocks
    played.worksheetPlaces = blocks.indices.map { $0 }
    self.played = played
    words = played.lesson.words
    context = DrawingContext(theme: .screen, measurer: FixedMeasurer(), words: words)
  }

  /// A block for each picture, table and arithmetic that needs no further options, and questions.
  private static func blocks(of experiment: PlayedExperiment, _ kind: AnyKind) -> [PlayedBlock] {
    var blocks: [PlayedBlock] = []
    for word in kind.words {
      let name = String(word.form.prefix { $0 != " " })
      switch word.section {
      case .picture:
        for isTask in [false, true] {
          for step in [nil, 1] {
            let request = FigureRequest(show: name, step: step, isTask: isTask)
            if let figure = try? experiment.figure(request) {
              blocks.append(
                .figure(
                  PlayedFigure(
                    figure: figure, of: experiment.name, isTask: isTask,
                    points: isTask ? 2 : 0)))
            }
          }
        }
      case .table:
        let steps = experiment.marks.isEmpty ? nil : [1, experiment.marks.count]
        for chosen in [steps, nil] {
          guard let table = try? experiment.table(show: name, steps: chosen) else { continue }
          let codes = table.columns.filter(\.isComputed).map(\.code)
          blocks.append(
            .table(PlayedTable(experiment: experiment, table: table, blank: codes, worked: 1)))
          break
        }
      case .arithmetic:
        if let lines = try? experiment.derivations(FigureRequest(show: name)) {
          blocks.append(
            .derivations(
              PlayedDerivations(derivations: lines, blank: lines.flatMap(\.lines).map(\.code))))
        }
      case .value: break
      }
    }
    let value = Value(text: "(0.5, −1)", numbers: [0.5, -1], plain: ["0.5", "-1"])
    blocks.append(
      .question(
        PlayedQuestion(
          ask: [.value(value)], answer: .number(value, tolerance: 0.25), hints: [[.value(value)]],
          explanation: [.formula("-0.5")], points: 2)))
    blocks.append(
      .question(
        PlayedQuestion(
          ask: [.formula("(0.5, -1)")],
          answer: .choice([
            .init(text: [.value(value)], isCorrect: true, why: [.text("1")]),
            .init(text: [.text("2")], isCorrect: false, why: [.text("3")]),
          ]))))
    blocks.append(
      .notes(
        TeacherNotes(
          minutes: 3, text: [.text("1")], ask: [.text("2")], mistakes: [.text("3")],
          skip: [.text("4")])))
    return blocks
  }

  /// All texts, each once, with where it stands.
  ///
  /// - Parameter kinds: The pages that are made; each is laid out many times.
  func texts(on kinds: [PageKind]) throws -> [String: String] {
    var texts: [String: String] = [:]
    func add(_ new: [String], _ place: String) {
      for text in new where texts[text] == nil { texts[text] = place }
    }
    add(PlainWalk(played).lines, "text")
    add(walked(), "walk")
    add(drawn(), "pictures")
    for kind in kinds {
      let pages = try PageMaker(measurer: FixedMeasurer(), words: words)
        .pages(of: played, PageRequest(kind: kind))
      add(pages.text.split(separator: "\n").map(String.init), "\(kind.rawValue) in words")
      add(pages.document.pages.flatMap { $0.items.textRuns() }.map(\.text), kind.rawValue)
    }
    add(try marked(), "marks")
    return texts
  }

  // MARK: In the terminal

  /// The screens of a walk on which everything is answered wrongly at first.
  private func walked() -> [String] {
    var walk = Walk(
      played, columns: 100, rows: 60, closing: [words("The pictures are in {1}.", "1")])
    var lines: Set<String> = []
    func look() { lines.formUnion(walk.screen.text) }
    look()
    for key in "?mg9qegx" {
      walk.press(.character(key))
      look()
    }
    for key in [Key.left, .left, .character("1"), .character("i"), .end, .enter, .home, .home] {
      walk.press(key)
      look()
    }
    for _ in 0..<(2 * walk.stops.count + 60) where !walk.isFinished {
      if walk.pending != nil || walk.openQuestion != nil {
        for key in "i7b" { walk.press(.character(key)) }
        look()
        walk.press(.enter)
        look()
      }
      walk.press(.enter)
      look()
    }
    walk.press(.character("m"))
    look()
    walk.press(.character("e"))
    look()
    return lines.sorted()
  }

  // MARK: Drawn

  private func drawn() -> [String] {
    var texts: [String] = []
    func add(_ scene: Scene) {
      texts += scene.items.textRuns().map(\.text)
      texts += [scene.title, scene.description].flatMap { $0.split(separator: "\n") }
        .map(String.init)
    }
    for sheet in PictureSheet.all(of: played) { add(sheet.scene(of: played, in: context)) }
    return texts
  }

  // MARK: Marked

  /// The report on three pupils, who answer nothing, what cannot be read, and what is wrong.
  private func marked() throws -> [String] {
    let tasks = try PageMaker.tasks(of: played, PageRequest(kind: .key))
    let codes = tasks.flatMap(\.blanks).map(\.code)
    let marking = Marking(tasks: tasks, experiments: played.experiments, words: words)
    let given: [[String]] = [[], ["?"], ["7.5"]]
    let sheets = given.enumerated().map { place, answer in
      marking.mark(
        AnswerFile.Pupil(
          name: "\(place)", variant: "",
          answers: Dictionary(
            answer.flatMap { text in (codes + ["z9"]).map { ($0, text) } },
            uniquingKeysWith: { first, _ in first })))
    }
    return MarkReport(sheets, words: words).text.split(separator: "\n").map(String.init)
  }
}
