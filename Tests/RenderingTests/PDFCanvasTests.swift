import Drawing
import Foundation
import Rendering
import TestSupport
import Testing

@Suite struct PDFCanvasTests {
  private func document() throws -> (Document, Fonts) {
    let fonts = try Fonts()
    let measurer = try PangoMeasurer(fonts)
    let document = Document(
      pages: (1...3).map { SampleScene.page(measurer, number: $0) },
      outline: [
        .init("First", destination: "top-1", children: [.init("Second's", destination: "top-2")])
      ],
      title: "A title", author: "An author", subject: "A subject", keywords: ["one", "two"],
      pageLabels: ["i", "1", "2"])
    return (document, fonts)
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let (document, fonts) = try document()
    #expect(try PDFCanvas(fonts).pdf(of: document) == PDFCanvas(Fonts()).pdf(of: document))
  }

  /// Pages are asked for one after the other, and need not be there all at once.
  @Test func pagesAreDrawnOneByOne() throws {
    let (document, fonts) = try document()
    var asked: [Int] = []
    var binding = document
    binding.pages = []
    let bytes = try PDFCanvas(fonts).pdf(of: binding, count: document.pages.count) { index in
      asked.append(index)
      return document.pages[index]
    }
    #expect(asked == Array(document.pages.indices))
    #expect(try PDFCanvas(fonts).pdf(of: document) == bytes)
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try PDFCanvas(fonts).pdf(of: binding, count: 3) { index in
        if index == 2 { throw Stop() }
        return document.pages[index]
      }
    }
  }

  @Test func fileIsSoundTaggedAndSearchable() throws {
    let (document, fonts) = try document()
    let folder = try TemporaryFolder()
    let path = folder.path + "/sample.pdf"
    try Data(PDFCanvas(fonts).pdf(of: document)).write(to: URL(fileURLWithPath: path))
    #expect(try folder.names() == ["sample.pdf"])
    if let check = try Tool.run("qpdf", ["--check", path]) {
      #expect(check.status == 0, "\(check.output)")
    } else {
      print("qpdf is not installed: the file was not checked")
    }
    if let text = try Tool.run("pdftotext", ["-layout", path, "-"]) {
      #expect(text.output.contains("Page 2: −0.2 ≤ z"))
      #expect(text.output.contains("let z = 0.8"))
    }
    if let info = try Tool.run("pdfinfo", [path]) {
      for line in ["A title", "An author", "A subject", "one, two", "Tagged:          yes"] {
        #expect(info.output.contains(line), "\(line) in \(info.output)")
      }
    }
    if let structure = try Tool.run("pdfinfo", ["-struct-text", path]) {
      #expect(structure.output.contains("Document"))
      #expect(structure.output.contains("Page 3: −0.2 ≤ z"))
    }
    if let places = try Tool.run("pdfinfo", ["-dests", path]) {
      #expect(places.output.contains("top-3"))
    }
  }

  @Test func linkToNowhereIsAnError() throws {
    var (document, fonts) = try document()
    document.outline.append(.init("Lost", destination: "no such place"))
    #expect(throws: RenderingError.missingDestination("no such place")) {
      try PDFCanvas(fonts).pdf(of: document)
    }
  }

  @Test func colouredPaperKeepsTheTags() throws {
    var (document, fonts) = try document()
    document.pages = document.pages.map {
      var page = $0
      page.background = Color(hex: 0xFFF8E0)
      return page
    }
    let folder = try TemporaryFolder()
    let path = folder.path + "/coloured.pdf"
    try Data(PDFCanvas(fonts).pdf(of: document)).write(to: URL(fileURLWithPath: path))
    if let check = try Tool.run("qpdf", ["--check", path]) {
      #expect(check.status == 0, "\(check.output)")
    }
    if let structure = try Tool.run("pdfinfo", ["-struct-text", path]) {
      #expect(structure.output.contains("Page 3: −0.2 ≤ z"))
    }
  }

  /// Cairo 1.16 forgets the open tags when something opaque covers the whole page.
  @Test func rectangleOverThePageKeepsTheTags() throws {
    let fonts = try Fonts()
    var page = SampleScene.page(try PangoMeasurer(fonts))
    let cover = PathItem(.rect(Rect(0, 0, 300, 180)), fill: Color(hex: 0xFFF8E0))
    page.items = [.group(Group(tag: .section, page.items + [.path(cover)] + page.items))]
    let folder = try TemporaryFolder()
    let path = folder.path + "/covered.pdf"
    try Data(PDFCanvas(fonts).pdf(of: Document(pages: [page], title: "Covered"))).write(
      to: URL(fileURLWithPath: path))
    if let check = try Tool.run("qpdf", ["--check", path]) {
      #expect(check.status == 0, "\(check.output)")
    }
    if let structure = try Tool.run("pdfinfo", ["-struct-text", path]) {
      let parts = structure.output.components(separatedBy: "Page 1: −0.2 ≤ z")
      #expect(parts.count == 3, "\(structure.output)")
    }
  }
}
