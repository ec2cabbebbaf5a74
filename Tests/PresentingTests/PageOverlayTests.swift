import Drawing
import Figures
import Foundation
import Lessons
import Rendering
import TestSupport
import Testing

@testable import Presenting

/// The key laid over the worksheet.
@Suite struct PageOverlayTests {
  /// A lesson on pages of one make.
  struct Make: Sendable, CustomTestStringConvertible {
    var name: String
    var paper = Paper.a4
    var isLarge = false
    var isTwoUp = false
    var fade: Int?

    func request(_ kind: PageKind, footer: String) -> PageRequest {
      PageRequest(
        kind: kind, paper: paper, isTwoUp: isTwoUp, isLarge: isLarge, fade: fade, footer: footer)
    }

    var testDescription: String {
      name + " \(paper)" + (isLarge ? " large" : "") + (isTwoUp ? " two-up" : "")
        + (fade.map { " fade \($0)" } ?? "")
    }
  }

  static let makes: [Make] =
    PageLessons.names.map { Make(name: $0) }
    + ["perceptron-and", "convolution", "cnn"].map { Make(name: $0, paper: .letter) }
    + ["perceptron-xor", "mlp-xor", "pooling", "cnn"].map { Make(name: $0, isLarge: true) }
    + ["perceptron-or", "pooling", "hidden-layer"].map { Make(name: $0, isTwoUp: true) }
    + ["perceptron-and", "mlp-xor", "backprop"].flatMap { name in
      [0, 3].map { Make(name: name, fade: $0) }
    } + [Make(name: "perceptron-nand", isLarge: true, fade: 2)]

  /// Read back from the PDF files, so that nothing of the layout is taken on trust. Only the
  /// command at the foot may name the other kind.
  @Test(arguments: makes) func keyFitsOnTheWorksheet(_ make: Make) throws {
    let fonts = try Fonts()
    let maker = PageMaker(measurer: try PangoMeasurer(fonts), words: .english)
    let played = try PageLessons.played(make.name)
    let command = "learn handout \(make.name)"
    let worksheet = try maker.pages(
      of: played, make.request(.worksheet, footer: command + " --worksheet"))
    let key = try maker.pages(of: played, make.request(.key, footer: command + " --key"))
    #expect(worksheet.document.pages.map(\.size) == key.document.pages.map(\.size))
    #expect(worksheet.tasks == key.tasks)
    // Every line, frame and picture, to the last digit: the pages have been laid out twice.
    for (open, answered) in zip(worksheet.document.pages, key.document.pages) {
      // (A truth value alone: reporting two whole pages would take its time.)
      let isSame = open.items.withOneFoot == answered.items.withoutAnswers().withOneFoot
      #expect(isSame)
    }
    guard let overlay = try Overlay(worksheet, key, fonts: fonts) else { return }
    #expect(overlay.lost.isEmpty, "on the worksheet, not on the key")
    let copies = make.isTwoUp ? 2 : 1
    for foot in overlay.feet {
      let words = Array(repeating: command + " --worksheet", count: copies)
      #expect(foot.worksheet == words.joined(separator: " "))
      #expect(foot.key == foot.worksheet.replacing("--worksheet", with: "--key"))
    }
    checkAnswers(overlay, worksheet, key, copies: copies)
    // Letter shows the same figures at the same size.
    guard make.paper == .a4 else { return }
    let missing = try overlay.missingInk(apartFrom: key.document.pages.map { $0.items.grounds() })
    #expect(missing?.isEmpty ?? true, "ink of the worksheet is missing on the key")
  }

  /// Whatever only the key prints is an answer, and every answer in numbers is printed there.
  private func checkAnswers(
    _ overlay: Overlay, _ worksheet: LessonPages, _ key: LessonPages, copies: Int
  ) {
    let printed = Self.tokens(overlay.answers.map(\.text).joined(separator: " "))
    var said = Self.counts(Self.tokens(key.text))
    let open = worksheet.text.replacing(/____ \([^)]*\)/, with: "")
    for token in Self.tokens(open) { said[token, default: 0] -= 1 }
    for token in Set(printed) where (said[token] ?? 0) <= 0 {
      Issue.record("“\(token)” is printed on the key alone and is no answer")
    }
    let found = Self.counts(printed)
    let asked = key.tasks.flatMap(\.blanks).filter { blank in
      switch blank.question {
      case .quantity, .number: true
      case .choice, .text, .drawing: false
      }
    }
    let wanted = Self.counts(asked.flatMap { Self.tokens($0.answer) })
    for (token, count) in wanted {
      #expect(
        (found[token] ?? 0) >= count * copies,
        "\(token) is the answer of \(count) blanks, printed \(found[token] ?? 0) times")
    }
    #expect(!asked.isEmpty)
  }

  /// The numbers, without the signs around them. (The words that a drawing adds stand in no text.)
  private static func tokens(_ text: String) -> [String] {
    text.split { !($0.isNumber || $0 == ".") }
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ".")) }.filter { !$0.isEmpty }
  }

  private static func counts(_ tokens: [String]) -> [String: Int] {
    tokens.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// (The worksheet is the key without some of it.)
  @Test(arguments: PageLessons.names, [PageKind.handout, .key, .notes])
  func nothingLeavesThePage(_ name: String, _ kind: PageKind) throws {
    let measurer = try PangoMeasurer(Fonts())
    for paper in Paper.allCases {
      for isLarge in kind == .key ? [false, true] : [false] {
        let pages = try PageLessons.pages(name, kind, paper: paper, measurer: measurer) {
          $0.isLarge = isLarge
        }
        for (index, page) in pages.document.pages.enumerated() {
          let paper = Rect(0, 0, page.size.width, page.size.height).insetBy(18)
          let outside = page.items.corners(measurer).filter { !paper.contains($0) }
          #expect(outside.isEmpty, "page \(index + 1), large \(isLarge): \(outside)")
        }
      }
    }
  }

  /// Who is asked to draw something finds it on the key.
  @Test(arguments: PageLessons.names) func theKeyShowsEveryDrawing(_ name: String) throws {
    let context = DrawingContext(
      theme: .print, measurer: FixedMeasurer(), words: .english)
    for case .figure(let played) in try PageLessons.played(name).worksheetBlocks
    where played.isTask {
      let box = played.figure.layout(fitting: Size(400, 260), in: context)
      #expect(
        box.items != box.items.withoutAnswers(), "nothing is drawn on the key: \(played.task)")
      #expect(
        played.figure.description(.english) != played.figure.openDescription(.english))
      #expect(!played.figure.openDescription(.english).isEmpty)
    }
  }

  @Test func andFitsOnOneSheet() throws {
    let measurer = try PangoMeasurer(Fonts())
    for paper in Paper.allCases {
      let pages = try PageLessons.pages(
        "perceptron-and", .worksheet, paper: paper, measurer: measurer)
      #expect(pages.document.pages.count == 2)
      #expect(pages.missedBudget == nil)
    }
  }

  @Test(arguments: ["perceptron-and", "perceptron-xor"])
  func twoRunsAreTheSameToTheByte(_ name: String) throws {
    func bytes() throws -> [UInt8] {
      let fonts = try Fonts()
      let pages = try PageLessons.pages(name, .key, measurer: PangoMeasurer(fonts))
      return try PDFCanvas(fonts).pdf(of: pages.document)
    }
    #expect(try bytes() == bytes())
  }
}

extension [Item] {
  /// Where an answer may lighten what lies below it: on shaded grids, and where it has a ground of
  /// its own, as the name of a line has that crosses others.
  fileprivate func grounds(movedBy offset: Point = .zero, isAnswer: Bool = false) -> [Rect] {
    flatMap { item -> [Rect] in
      switch item {
      case .raster(let raster): return [raster.rect.offsetBy(offset)]
      case .path(let item):
        guard isAnswer, item.fill == Theme.print.paper, let first = item.path.points.first else {
          return []
        }
        let corner = Rect(first.x, first.y, 0, 0)
        return [
          item.path.points.reduce(corner) { $0.union(Rect($1.x, $1.y, 0, 0)) }.offsetBy(offset)
        ]
      case .group(let group):
        return group.items.grounds(
          movedBy: offset + group.offset, isAnswer: isAnswer || group.isAnswer)
      case .link(let link): return link.items.grounds(movedBy: offset, isAnswer: isAnswer)
      case .text: return []
      }
    }
  }

  /// The same items, the command at the foot without the kind of page that it names.
  fileprivate var withOneFoot: [Item] {
    map { item in
      switch item {
      case .text(var run) where run.text.contains("learn handout"):
        run.text = run.text.replacing(/--(worksheet|key)/, with: "--kind")
        run.width = 0
        return .text(run)
      case .group(var group):
        group.items = group.items.withOneFoot
        return .group(group)
      case .text, .path, .raster, .link: return item
      }
    }
  }
}
