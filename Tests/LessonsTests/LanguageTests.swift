import Drawing
import Figures
import Foundation
import TestLessons
import TestSupport
import Testing

@testable import Lessons

/// Lessons in another language: what the engine says around a lesson's own words.
@Suite struct LanguageTests {
  /// Where a parameter has a default, a caller that forgets it makes a lesson half English.
  @Test func nothingFallsBackToEnglishByItself() throws {
    let defaults =
      #/\b(words|language)\s*:\s*(any\s+)?(Words|Catalogue|String)\??\s*=|\bWords\.english\b|words: \.english/#
    for room in ["Figures", "Lessons", "Presenting"] {
      let folder = AllLessons.root + "/Sources/" + room
      let files = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
      #expect(files.count > 20)
      for file in files where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        for match in text.matches(of: defaults) {
          Issue.record("\(room)/\(file): \(match.output.0)")
        }
      }
    }
  }

  /// Every text of the pictures and the arithmetic of a German lesson is the German form wherever
  /// the catalogue has one.
  @Test(arguments: AllLessons.names) func aGermanLessonHasNoEnglishFormInIt(_ name: String) throws {
    let english = Set(
      Catalogue.forms(of: "de").filter { Catalogue.words(language: "de")($0) != $0 })
    let lesson = try AllLessons.played(name, language: "de")
    let context = DrawingContext(
      theme: .screen, measurer: FixedMeasurer(), words: lesson.lesson.words)
    var checked = 0
    func check(_ text: String, _ place: String) {
      checked += 1
      #expect(!english.contains(text), "\(name), \(place)")
    }
    func check(_ figure: AnyFigure, _ place: String) {
      for entry in figure.legend(lesson.lesson.words) { check(entry.text, "\(place): legend") }
      let box = figure.layout(fitting: Size(900, 540), in: context)
      for run in box.items.textRuns() { check(run.text, "\(place): picture") }
    }
    for played in lesson.figures { check(played.figure, "figure “\(played.figure.caption)”") }
    for experiment in lesson.experiments {
      for overview in experiment.overviews { check(overview.figure, overview.name) }
      let count = experiment.marks.count
      for step in Set([1, 2, count / 2, count - 1, count]).sorted() where (1...count) ~= step {
        let moment = experiment.moment(step)
        for (place, stage) in moment.stages.enumerated() {
          let here = "\(experiment.name), step \(step).\(place + 1)"
          check(stage.derivation.title, here)
          check(stage.figure, here)
          if let prediction = stage.prediction {
            check(prediction.question, here)
            for slip in prediction.slips { check(slip.message, here) }
          }
        }
      }
    }
    #expect(checked > 20)
  }
}
