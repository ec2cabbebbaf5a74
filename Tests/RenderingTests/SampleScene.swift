import Drawing

/// A page with one of everything that a scene can hold.
enum SampleScene {
  static let ink = Color(hex: 0x1F2430)

  static func text(
    _ text: String, _ x: Double, _ y: Double, _ font: Font, measurer: some TextMeasurer
  ) -> Item {
    .text(
      TextRun(
        text, at: Point(x, y), font: font, color: ink,
        width: measurer.measure(text, font: font).width))
  }

  static func page(_ measurer: some TextMeasurer, number: Int = 1) -> Scene {
    let heading = Group(
      offset: Point(20, 30), tag: .heading1, destination: "top-\(number)",
      [
        text(
          "Page \(number): −0.2 ≤ z", 0, 0, Font(.text, size: 18, weight: .bold), measurer: measurer
        )
      ]
    )
    let formula = Group(
      offset: Point(20, 60), tag: .paragraph,
      [
        text("w", 0, 0, Font(.math, size: 16, isItalic: true), measurer: measurer),
        text("let z = 0.8", 30, 0, Font(.mono, size: 12), measurer: measurer),
      ])
    let figure = Group(
      offset: Point(20, 80), tag: .figure,
      [
        .path(
          PathItem(
            .rect(Rect(0, 0, 80, 60)), fill: Color(hex: 0xE3EFF7), stroke: Stroke(ink, width: 1))),
        .path(PathItem(.circle(Point(40, 30), radius: 12), fill: Color(hex: 0x0067A5))),
        .raster(
          Raster(
            Rect(100, 0, 60, 60), columns: 2, rows: 2, cells: [.black, .white, .white, .black])),
        .group(
          Group(
            offset: Point(200, 30), rotation: 30, clip: Rect(-30, -10, 60, 20),
            [.path(PathItem(.rect(Rect(-100, -5, 200, 10)), fill: Color(hex: 0xC4501B)))])),
      ])
    let answer = Group(
      offset: Point(20, 165), isAnswer: true,
      [text("the answer", 0, 0, Font(.text, size: 12, weight: .bold), measurer: measurer)])
    let link = Link(
      Rect(150, 152, 60, 16), to: .destination("top-1"),
      [text("to the top", 150, 165, Font(.text, size: 12), measurer: measurer)])
    let paragraph = Group(tag: .paragraph, [.link(link)])
    return Scene(
      size: Size(300, 180),
      items: [
        .group(
          Group(
            tag: .section,
            [heading, formula, figure, answer, paragraph].map(Item.group)))
      ], title: "Sample", description: "One of everything.")
  }
}
