import Figures
import Foundation
import Lessons
import Rendering
import Testing

@testable import Presenting

/// Writes pages to the folder that `LEARN_LOOK` names, to be opened and looked at.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["LEARN_LOOK"] != nil))
struct Look {
  @Test func pages() throws {
    let environment = ProcessInfo.processInfo.environment
    let folder = environment["LEARN_LOOK"] ?? "."
    let fonts = try Fonts()
    let maker = PageMaker(measurer: try PangoMeasurer(fonts), words: .english)
    let lessons = (environment["LEARN_LOOK_LESSONS"] ?? "Lessons/perceptron-and.md").split(
      separator: ","
    ).map(String.init)
    for path in lessons {
      let played = try LessonFile.play(path)
      for kind in PageKind.allCases {
        for paper in Paper.allCases {
          let request = PageRequest(
            kind: kind, paper: paper,
            footer: "learn handout \(played.lesson.name) --\(kind.rawValue) --seed 1 · learn 0.1.0")
          let pages = try maker.pages(of: played, request)
          let name = "\(folder)/\(played.lesson.name)-\(kind.rawValue)-\(paper.rawValue)"
          try PDFCanvas(fonts).write(pages.document, to: name + ".pdf")
          try pages.text.write(toFile: name + ".txt", atomically: true, encoding: .utf8)
        }
      }
    }
  }
}
