import Datasets
import Drawing
import Figures
import Foundation
import Lessons
import TestSupport
import Testing

@testable import Presenting

/// Lessons as pages for a browser. That they play is `script/test-pages`' business.
@Suite struct WebPageTests {
  private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
  private static func files(engine: Bool) throws -> WebFiles {
    // Any bytes will do: nothing runs them here.
    let folder = root + "/Sources/Presenting/Web"
    return try WebFiles(
      folder: folder,
      engine: engine ? (packed: folder + "/page.css", unpacker: folder + "/page.html") : nil)
  }

  private static func html(_ lesson: PlayedLesson, engine: Bool = true) throws -> String {
    let context = DrawingContext(
      theme: .screen, measurer: FixedMeasurer(), words: lesson.lesson.words)
    return try WebPage(lesson, files: files(engine: engine), context: context).html
  }

  /// What stands between the tags of an element without attributes, wherever it first stands.
  private static func inside(_ tag: String, _ html: String) throws -> String {
    let from = try #require(html.firstRange(of: "<\(tag)>")).upperBound
    let to = try #require(html[from...].firstRange(of: "</\(tag)>")).lowerBound
    return String(html[from..<to])
  }

  /// The policy names exactly the style and the program that stand in the page.
  @Test func thePolicyNamesStyleAndProgram() throws {
    let html = try Self.html(PageLessons.played("perceptron-and"))
    for tag in ["style", "script"] {
      let digits = sha256(Array(try Self.inside(tag, html).utf8))
      let bytes = stride(from: 0, to: 64, by: 2).map { place in
        UInt8(digits.dropFirst(place).prefix(2), radix: 16) ?? 0
      }
      #expect(html.contains("'sha256-\(Data(bytes).base64EncodedString())'"))
    }
    #expect(html.contains("default-src 'none'"))
    #expect(!html.contains("unsafe-inline"))
    #expect(!html.contains(" style=\""), "the policy forbids styles of single elements")
  }

  /// Nothing is fetched from anywhere.
  @Test(arguments: ["perceptron-and", "convolution"]) func nothingIsFetched(name: String) throws {
    let html = try Self.html(PageLessons.played(name))
    #expect(html.matches(of: #/(src|href)="(?!#|data:)[^"]*"/#).isEmpty)
    #expect(html.matches(of: #/url\((?!data:|#)/#).isEmpty)
  }

  /// Text of a lesson stays text.
  @Test func lessonsCannotBringPrograms() throws {
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{body}}'\""
    var lesson = try PageLessons.played("perceptron-and")
    lesson.lesson.title = evil
    lesson.lesson.summary = evil
    lesson.lesson.objectives = [evil]
    lesson.blocks = [
      .heading(level: 1, [.text(evil)]), .paragraph([.code(evil), .formula(evil)]),
      .paragraph([.link([.text("x")], to: "javascript:alert(3)")]),
      .paragraph([.link([.text("y")], to: "\" onclick=\"alert(4)")]), .code(evil),
      .question(
        PlayedQuestion(
          ask: [.text(evil)],
          answer: .choice([.init(text: [.text(evil)], isCorrect: true, why: [.text(evil)])]))),
    ]
    let html = try Self.html(lesson)
    #expect(!html.contains("<script>alert"))
    #expect(!html.contains("<img"))
    #expect(!html.contains("javascript:"))
    #expect(!html.contains("\" onclick"))
    #expect(html.matches(of: #/<script[ >]/#).count == 4)
  }

  /// Without the engine the page tells the steps that the lesson tells, with their answers to judge
  /// by; with it they stand there for readers without scripts.
  @Test func stepsStandInThePage() throws {
    let lesson = try PageLessons.played("perceptron-and")
    let still = try Self.html(lesson, engine: false)
    #expect(still.contains("data-step=\"12\""))
    #expect(still.contains("data-numbers=\"["))
    #expect(still.contains("\"isLive\":false"))
    let live = try Self.html(lesson)
    #expect(live.contains("<noscript><article class=\"step\" data-step=\"1\">"))
    #expect(live.contains("\"isLive\":true"))
  }

  @Test func base64() {
    #expect(Base64.text([]) == "")
    for count in 1..<50 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
      #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
    }
  }
}
