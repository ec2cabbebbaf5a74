import Drawing
import Lessons
import Rendering
import TestSupport
import Testing

@testable import Presenting

/// The key laid over the worksheet.
@Suite struct PageOverlayTests {
  /// Read back from the PDF files, so that nothing of the layout is taken on trust.
  @Test(arguments: PageLessons.names, Paper.allCases)
  func keyFitsOnTheWorksheet(_ name: String, _ paper: Paper) throws {
    let fonts = try Fonts()
    let measurer = try PangoMeasurer(fonts)
    let worksheet = try PageLessons.pages(name, .worksheet, paper: paper, measurer: measurer)
    let key = try PageLessons.pages(name, .key, paper: paper, measurer: measurer)
    #expect(worksheet.document.pages.count == key.document.pages.count)
    #expect(worksheet.tasks == key.tasks)
    #expect(worksheet.tasks.contains { !$0.blanks.isEmpty })
    guard let open = try PrintedFile(worksheet.document, fonts: fonts),
      let answered = try PrintedFile(key.document, fonts: fonts)
    else { return }
    let places = Set(answered.words)
    // A tenth of a point, and the rounding of the reader.
    for word in open.words {
      let near = [-1, 0, 1].contains { dx in
        [-1, 0, 1].contains { dy in
          places.contains(
            PrintedWord(page: word.page, x: word.x + dx, y: word.y + dy, text: word.text))
        }
      }
      #expect(near, "\(word) of the worksheet is not on the key")
    }
    #expect(answered.words.count > open.words.count)
  }

  /// Lines, frames and pictures as well.
  @Test(arguments: PageLessons.names)
  func everythingButTheAnswersIsTheSame(_ name: String) throws {
    let measurer = FixedMeasurer()
    let worksheet = try PageLessons.pages(name, .worksheet, measurer: measurer)
    let key = try PageLessons.pages(name, .key, measurer: measurer)
    for (open, answered) in zip(worksheet.document.pages, key.document.pages) {
      #expect(open.size == answered.size)
      var rest = answered.items.paths()[...]
      for path in open.items.paths() {
        guard let place = rest.firstIndex(of: path) else {
          Issue.record("a line of the worksheet is missing in the key: \(path)")
          return
        }
        rest = rest[(place + 1)...]
      }
    }
  }

  @Test(arguments: PageLessons.names, PageKind.allCases)
  func nothingLeavesThePage(_ name: String, _ kind: PageKind) throws {
    let measurer = try PangoMeasurer(Fonts())
    for paper in Paper.allCases {
      for isLarge in [false, true] {
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
