import Drawing
import Foundation
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

  @Test func fileIsWellFormed() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/sample.svg"
    try SVGCanvas().svg(of: scene()).write(toFile: path, atomically: true, encoding: .utf8)
    guard let result = try Tool.run("xmllint", ["--noout", path]) else { return }
    #expect(result.status == 0, "\(result.output)")
  }
}
