import Drawing
import Foundation
import TestSupport
import Testing

/// A sheet of formulas whose every position is held by a golden, and the page that documents them.
@Suite struct FormulaSheetTests {
  static let formulas = [
    #"z = w_0 + w_1 \cdot x_1 = 0.8 + (-1) \cdot 0 = \result{-0.2}"#,
    #"w_0' = w_0 + \eta \cdot d \cdot 1 \quad w_i'^2 + e^{-z}"#,
    #"x_2 = -\frac{w_1}{w_2} \cdot x_1 - \frac{5}{4}"#,
    #"a = \sigma(z) = \frac{1}{1 + e^{-z}} \approx 0.4502 \quad \sqrt{x_1^2 + x_2^2}"#,
    #"z_j = \sum_{i=1}^{n} w_{ji} \cdot x_i + b_j \quad \max_{i \in I} x_i"#,
    #"\frac{\partial L}{\partial w_{ij}} = \frac{\partial L}{\partial z_j} \cdot a_i"#,
    #"\begin{pmatrix} 0.5 & -1 \\ 12.25 & 0 \end{pmatrix} \ast \begin{bmatrix} a \\ b \end{bmatrix}"#,
    #"\begin{aligned} z &= 1 \\ &= \result{2} \end{aligned} = \begin{cases} 1 & z > 0 \end{cases}"#,
    #"x = \blank{3c}{-0.2} \quad \left( \frac{1}{2} \right)^2 + \bar x + \hat p + \vec v"#,
  ]

  @Test func positionsAreTheGolden() throws {
    let measurer = FixedMeasurer()
    var items: [Item] = []
    var y = 10.0
    for source in Self.formulas {
      let math = try Math.parse(source)
      let box = math.layout(size: 20, color: .black, measurer: measurer)
      items.append(box.placed(topLeft: Point(10, y), tag: .formula))
      y += box.height + 12
    }
    let scene = Scene(size: Size(640, y), items: items, title: "Formulas")
    try expectGolden(SVGCanvas().svg(of: scene), "formulas.svg")
  }

  /// The tables of `Documentation/Formulas.md`: everything in them is read, and nothing that can
  /// be read is missing.
  @Test func everyCommandIsDocumented() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Documentation/Formulas.md").standardizedFileURL
    let page = try String(contentsOf: url, encoding: .utf8)
    for command in Math.commands {
      #expect(page.contains("\\\(command)"), "\\\(command) is not documented")
    }
    var formulas = 0
    for line in page.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "`")
      guard cells.count > 1 else { continue }
      formulas += 1
      #expect(throws: Never.self, "\(line)") { try Math.parse(String(cells[1])) }
    }
    #expect(formulas > 30)
  }
}
