import Drawing
import Foundation
import Lessons
import Rendering
import TestSupport

@testable import Presenting

/// The lessons of the checkout, on pages.
enum PageLessons {
  static let folder = String(#filePath.split(separator: "Tests/PresentingTests")[0]) + "Lessons"

  /// Those that need neither data nor training.
  static let names = [
    "perceptron-and", "perceptron-or", "perceptron-nand", "perceptron-xor", "mlp-xor",
  ]

  static func played(_ name: String, options: PlayOptions = PlayOptions()) throws -> PlayedLesson {
    try LessonFile.play("\(folder)/\(name).md", options: options)
  }

  static func pages(
    _ name: String, _ kind: PageKind, paper: Paper = .a4, measurer: any TextMeasurer,
    change: (inout PageRequest) -> Void = { _ in }
  ) throws -> LessonPages {
    var request = PageRequest(kind: kind, paper: paper, footer: "learn handout \(name)")
    change(&request)
    return try PageMaker(measurer: measurer, words: Catalogue(language: "en"))
      .pages(of: played(name), request)
  }
}

/// A word of a PDF page, as Poppler finds it.
struct PrintedWord: Hashable {
  var page: Int
  /// Tenths of a point.
  var x: Int
  var y: Int
  var text: String
}

/// What Poppler reads from a file; nil where it is not installed.
struct PrintedFile {
  var words: [PrintedWord]
  var text: String

  init?(_ document: Document, fonts: Fonts) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/pages.pdf"
    try PDFCanvas(fonts).write(document, to: path)
    guard let boxes = try Tool.run("pdftotext", ["-bbox", path, "-"]),
      let text = try Tool.run("pdftotext", ["-layout", path, "-"])
    else { return nil }
    self.text = text.output
    words = []
    var page = 0
    for line in boxes.output.split(separator: "\n") {
      if line.contains("<page ") { page += 1 }
      guard line.contains("<word "), let end = line.range(of: "</word>"),
        let start = line.firstIndex(of: ">")
      else { continue }
      let parts = line[..<start].split(separator: "\"")
      guard parts.count > 7, let x = Double(parts[1]), let y = Double(parts[7]) else { continue }
      words.append(
        PrintedWord(
          page: page, x: Int((x * 10).rounded()), y: Int((y * 10).rounded()),
          text: String(line[line.index(after: start)..<end.lowerBound])))
    }
  }
}

extension [Item] {
  /// The corners of all text and paths on the page, turned groups included.
  func corners(_ measurer: any TextMeasurer) -> [Point] {
    flatMap { item -> [Point] in
      switch item {
      case .text(let run):
        let ink = measurer.ink(run.text, font: run.font).offsetBy(run.origin)
        return [Point(ink.minX, ink.minY), Point(ink.maxX, ink.maxY)]
      case .path(let item): return item.path.points
      case .raster(let raster):
        return [
          Point(raster.rect.minX, raster.rect.minY), Point(raster.rect.maxX, raster.rect.maxY),
        ]
      case .link(let link): return link.items.corners(measurer)
      case .group(let group):
        let angle = group.rotation * .pi / 180
        return group.items.corners(measurer).map { p in
          let p =
            group.clip.map { clip in
              Point(
                Swift.min(Swift.max(p.x, clip.minX), clip.maxX),
                Swift.min(Swift.max(p.y, clip.minY), clip.maxY))
            } ?? p
          return group.offset
            + Point(p.x * cos(angle) - p.y * sin(angle), p.x * sin(angle) + p.y * cos(angle))
        }
      }
    }
  }
}
