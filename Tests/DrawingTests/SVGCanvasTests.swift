import Drawing
import Foundation
import FoundationXML
import TestSupport
import Testing

@Suite struct SVGCanvasTests {
  private func scene() throws -> Scene {
    let measurer = FixedMeasurer()
    let ink = Color(hex: 0x1F2430)
    let math = try Math.parse("w_0' = \\frac{1}{2} \\cdot \\hat y = \\result{-0.2}")
    let formula = math.layout(size: 16, color: ink, measurer: measurer)
    let part = HalfPlane(a: 1, b: 1, c: -90).clipping(Rect(0, 0, 60, 60))
    let hatch = Hatch.lines(in: part, spacing: 8)
    return Scene(
      size: Size(220, 140),
      items: [
        formula.placed(at: Point(10, 30), tag: .formula),
        .group(
          Group(
            offset: Point(10, 60), clip: Rect(0, 0, 60, 60), destination: "plot",
            [
              .path(PathItem(.polyline(part, closed: true), fill: Color(hex: 0xE3EFF7))),
              .path(PathItem(hatch, stroke: Stroke(ink, width: 0.5, dash: [2, 1]))),
              .path(
                PathItem(
                  .circle(Point(30, 30), radius: 5), fill: .white,
                  stroke: Stroke(ink, width: 1, cap: .round))),
            ])),
        .raster(
          Raster(
            Rect(90, 60, 30, 20), columns: 3, rows: 2,
            cells: [.black, .black, .white, .white, .black, .white])),
        .group(
          Group(
            offset: Point(150, 80), rotation: -90,
            [
              .link(
                Link(
                  Rect(0, -10, 40, 12), to: .uri("https://example.org/?a&b"),
                  [
                    .text(
                      TextRun(
                        "a < \"b\"", at: .zero, font: Font(.mono, size: 10), color: ink, width: 35))
                  ]))
            ])),
      ], title: "A & B", description: "Half a plane: x1 + x2 > 90.")
  }

  @Test func sceneIsTheGolden() throws {
    try expectGolden(SVGCanvas().svg(of: scene()), "sample.svg")
  }

  @Test func idsBearThePrefix() throws {
    let svg = SVGCanvas(prefix: "f1-").svg(of: try scene())
    #expect(svg.contains("id=\"f1-plot\""))
    #expect(svg.contains("url(#f1-clip1)"))
  }

  /// Foundation's reader of XML takes it, and finds the words that had to be escaped.
  @Test func fileIsWellFormed() throws {
    func read(_ text: String) -> (isWhole: Bool, words: Words) {
      let parser = XMLParser(data: Data(text.utf8))
      let words = Words()
      parser.delegate = words
      return (parser.parse() && words.closed == words.elements.count, words)
    }
    let svg = try SVGCanvas().svg(of: scene())
    let (isWhole, words) = read(svg)
    #expect(isWhole)
    #expect(words.elements.first == "svg" && words.elements.contains("clipPath"))
    #expect(words.text.contains("A & B") && words.text.contains("x1 + x2 > 90"))
    #expect(words.text.contains("a < \"b\""))
    #expect(!read(svg.replacing("</clipPath>", with: "")).isWhole)
    #expect(!read(svg.replacing("&amp;", with: "&")).isWhole)
  }

  private final class Words: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var closed = 0
    var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) { elements.append(name) }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) { closed += 1 }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }
  }
}
