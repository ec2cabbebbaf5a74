import Drawing
import Foundation
import Lessons
import TestLessons

@testable import Presenting

/// The lessons of the checkout, on pages.
enum PageLessons {
  static let names = AllLessons.names

  static func played(_ name: String) throws -> PlayedLesson { try AllLessons.played(name) }

  static func played(_ name: String, options: PlayOptions) throws -> PlayedLesson {
    try LessonFile.play(AllLessons.path(name), options: options)
  }

  static func pages(
    _ name: String, _ kind: PageKind, paper: Paper = .a4, measurer: any TextMeasurer,
    change: (inout PageRequest) -> Void = { _ in }
  ) throws -> LessonPages {
    var request = PageRequest(kind: kind, paper: paper, footer: "learn handout \(name)")
    change(&request)
    return try PageMaker(measurer: measurer, words: .english)
      .pages(of: played(name), request)
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
