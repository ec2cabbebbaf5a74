import Drawing
import TestSupport
import Testing

@Suite struct MathTextTests {
  @Test(
    arguments: [
      ("z = w_0 + w_1 \\cdot x_1", "z = w0 + w1·x1"),
      ("0.8 + (-1) \\cdot 0 = \\result{-0.2}", "0.8 + (−1)·0 = −0.2"),
      ("w_0' = w_0 + \\eta \\cdot d", "w0′ = w0 + η·d"),
      ("w'_0", "w0′"),
      ("\\hat y \\approx 0.45", "ŷ ≈ 0.45"),
      ("\\frac{a + 1}{2}", "(a + 1)/2"),
      ("\\frac{1}{2} x", "1/2·x"),
      ("-\\frac{w_1}{w_2}", "−w1/w2"),
      ("\\frac{\\partial L}{\\partial w_{ij}}", "∂L/∂w_ij"),
      ("x^2 + e^{-z}", "x^2 + e^(−z)"),
      ("\\sqrt{2}", "√(2)"),
      ("\\sum_{i=1}^{n} w_i x_i", "∑[i = 1 … n] w_i·x_i"),
      ("1 - -2", "1 − −2"),
      ("a \\leq b \\geq c \\neq d", "a ≤ b ≥ c ≠ d"),
      ("\\begin{pmatrix} 1 & -2 \\\\ 3 & 4 \\end{pmatrix}", "[1, −2; 3, 4]"),
      ("\\begin{aligned} z &= 1 \\\\ &= 2 \\end{aligned}", "z = 1\n= 2"),
      ("f(x) = \\exp(-x)", "f(x) = exp(−x)"),
      ("\\text{because } z \\le 0", "because z ≤ 0"),
      ("W^{(2)}", "W^(2)"),
      ("z = −0,5 · x", "z = −0, 5·x"),
    ])
  func plainText(_ source: String, _ expected: String) throws {
    #expect(try Math.parse(source).plainText == expected)
  }

  @Test func worksheetHidesTheAnswer() throws {
    let math = try Math.parse("z = \\blank{3c}{-0.2}")
    #expect(math.plainText == "z = −0.2")
    #expect(math.worksheetText == "z = ____ [3c]")
  }
}

@Suite struct MathErrorTests {
  @Test(
    arguments: [
      ("\\fraq{1}{2}", 0, "unknown command \\fraq", "\\frac"),
      ("x + \\aprox 1", 4, "unknown command \\aprox", "\\approx"),
      ("\\frac{1}{2", 8, "“{” is never closed", nil),
      ("a } b", 2, "“}” without a beginning", nil),
      ("x_1_2", 3, "two subscripts at one place", nil),
      ("x^", 2, "^ needs something after it", nil),
      ("^2", 0, "“^” has nothing to stand at", nil),
      ("\\left( x", 0, "\\left without \\right", nil),
      ("x \\right)", 2, "\\right without \\left", nil),
      ("a & b", 2, "“&” outside a table", nil),
      ("a \\\\ b", 2, "“\\\\” outside a table", nil),
      ("\\begin{pmatrx} 1 \\end{pmatrx}", 0, "unknown environment pmatrx", "pmatrix"),
      ("\\begin{cases} 1", 0, "\\begin{cases} is never ended", nil),
      ("\\begin{cases} 1 \\end{aligned}", 16, "\\begin{cases} ends as \\end{aligned}", nil),
      ("x @ y", 2, "“@” has no meaning in a formula", nil),
      ("\\left x \\right)", 6, "“x” is no bracket that grows", "( ) [ ] \\{ \\} | ."),
      ("\\frac 1", 7, "\\frac needs something after it", nil),
      ("\\text", 5, "\\text needs “{…}” after it", nil),
      ("x + \\", 4, "“\\” has no command after it", nil),
    ] as [(String, Int, String, String?)])
  func saysWhatAndWhere(
    _ source: String, _ offset: Int, _ message: String, _ suggestion: String?
  ) {
    #expect(throws: MathError(message, offset: offset, suggestion: suggestion)) {
      try Math.parse(source)
    }
  }

  @Test func everyPrefixIsReadOrRefused() {
    let source =
      #"\frac{a_1'}{\sqrt{b}} \begin{cases} 1 & x \\ \end{cases} \left( \hat y^2 \right)"#
    var read = 0
    for end in source.indices {
      if (try? Math.parse(String(source[..<end]))) != nil { read += 1 }
    }
    #expect(read > 1)
  }
}

@Suite struct MathLayoutTests {
  let measurer = FixedMeasurer()

  private func box(_ source: String, style: Math.Style = .display) throws -> Box {
    try Math.parse(source).layout(size: 20, color: .black, style: style, measurer: measurer)
  }

  private func run(_ text: String, _ box: Box) -> TextRun? {
    box.items.textRuns().first { $0.text == text }
  }

  @Test func mixedFontsStandOnOneBaseline() throws {
    let box = try box("z = 0.8 + w \\cdot \\text{input} \\leq \\mathbf{v}")
    #expect(box.items.textRuns().count > 8)
    #expect(box.items.textRuns().allSatisfy { $0.origin.y == 0 })
  }

  @Test func numbersAreUprightTextAndVariablesItalic() throws {
    let box = try box("z = 0.8")
    #expect(run("0.8", box)?.font == Font(.text, size: 20))
    #expect(run("z", box)?.font.face == .math)
    #expect(run("z", box)?.font.isItalic == true)
  }

  @Test func resultsAreBold() throws {
    #expect(try run("0.2", box("\\result{0.2}"))?.font.weight == .bold)
  }

  @Test func primeStandsAboveTheSubscript() throws {
    for source in ["w_0'", "w'_0"] {
      let box = try box(source)
      let prime = try #require(run("′", box))
      let index = try #require(run("0", box))
      #expect(index.origin.y > 0)
      #expect(prime.origin.y < 0)
      #expect(abs(prime.origin.x - index.origin.x) < 4)
      #expect(index.font.size < 20)
    }
  }

  @Test func unaryMinusIsTightAndBinaryIsNot() throws {
    let binary = try box("a - 1")
    let unary = try box("-1 a")
    let minus = try #require(run("−", binary))
    let one = try #require(run("1", binary))
    #expect(one.origin.x - (minus.origin.x + minus.width) > 3)
    let sign = try #require(run("−", unary))
    let number = try #require(run("1", unary))
    #expect(abs(number.origin.x - (sign.origin.x + sign.width)) < 0.01)
  }

  @Test func equalsSignsOfAlignedLinesStandBelowEachOther() throws {
    let box = try box("\\begin{aligned} z &= 1 \\\\ long &= 2 \\\\ &= 3 \\end{aligned}")
    let signs = box.items.textRuns().filter { $0.text == "=" }
    #expect(signs.count == 3)
    #expect(Set(signs.map(\.origin.x)).count == 1)
    #expect(Set(signs.map(\.origin.y)).count == 3)
  }

  @Test func answerStandsOverItsRuleAndMovesNothing() throws {
    let short = try box("\\blank{3c}{1}")
    let long = try box("\\blank{3c}{-1.25}")
    #expect(short.width == long.width)
    #expect(short.items.paths() == long.items.paths())
    #expect(short.items.withoutAnswers() == long.items.withoutAnswers())
    #expect(short.items.withoutAnswers().textRuns().map(\.text) == ["3c"])
    let answer = try #require(long.items.textRuns().first { $0.text == "1.25" })
    #expect(answer.font.weight == .bold)
  }

  @Test(
    arguments: [
      "\\frac{1}{1 + e^{-z}}", "\\sum_{i=1}^{n} w_{ji} x_i", "\\sqrt{x_1^2 + x_2^2}",
      "\\begin{bmatrix} 1 & 0 & -1 \\\\ 2 & 0 & -2 \\end{bmatrix}",
      "\\left( \\frac{\\partial f}{\\partial x} \\right)^2", "\\hat w + \\vec v + \\bar x",
      "f(z) = \\begin{cases} 1 & \\text{if } z > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
      "z = \\blank{3c}{-0.2}", "W'^{(2)}_{ij}",
    ], [Math.Style.display, .inline])
  func boxHoldsItsItems(_ source: String, _ style: Math.Style) throws {
    let box = try box(source, style: style)
    let bounds = try #require(box.items.bounds())
    let frame = Rect(0, -box.ascent, box.width, box.height)
    #expect(bounds.minX >= frame.minX - 0.5)
    #expect(bounds.maxX <= frame.maxX + 0.5)
    #expect(bounds.minY >= frame.minY - 1)
    #expect(bounds.maxY <= frame.maxY + 1)
  }

  @Test func fractionsAreCentredOnTheAxis() throws {
    let box = try box("\\frac{1}{2}")
    let bar = try #require(box.items.paths().first)
    let minus = -0.36 * 20
    #expect(bar.path.points.contains { abs($0.y - minus) < 1 })
    let one = try #require(run("1", box))
    let two = try #require(run("2", box))
    #expect(one.origin.y < minus && two.origin.y > minus)
    #expect(abs(one.origin.x - two.origin.x) < 0.01)
  }
}
