import Testing

@testable import Drawing

/// Formulas as MathML.
@Suite struct MathMarkupTests {
  private func markup(_ source: String) throws -> String { try Math.parse(source).markup(.inline) }

  @Test func scriptsAndFractions() throws {
    #expect(
      try markup("x_1") == "<math alttext=\"x1\"><msub><mi>x</mi><mn>1</mn></msub></math>")
    #expect(try markup("\\frac{1}{2}").contains("<mfrac><mn>1</mn><mn>2</mn></mfrac>"))
    let prime = "<msubsup><mi>w</mi><mn>0</mn><mo class=\"prime\">′</mo></msubsup>"
    #expect(try markup("w_0'").contains(prime))
  }

  /// A sign before a number stands close to it, between two numbers it does not.
  @Test func minusSigns() throws {
    #expect(try markup("-1").contains("<mo form=\"prefix\" lspace=\"0\" rspace=\"0\">−</mo>"))
    #expect(try markup("2-1").contains("<mo lspace=\"0.2222em\" rspace=\"0.2222em\">−</mo>"))
  }

  @Test func textIsEscaped() throws {
    #expect(try markup("\\text{a<b&\"c\"}").contains(">a&lt;b&amp;&quot;c&quot;</mi>"))
    #expect(try markup("a < b").contains("alttext=\"a &lt; b\""))
  }

  /// Every element that is opened is closed again, in order.
  @Test func everyCommandIsWellFormed() throws {
    for command in Math.commands {
      let source = "\\\(command){x}{y}"
      guard let math = try? Math.parse(source) else { continue }
      var open: [String] = []
      let parts = math.markup(.display).matches(of: #/<(\/?)([a-z]+)[^>]*>/#)
      for part in parts {
        if part.output.1.isEmpty {
          open.append(String(part.output.2))
        } else {
          #expect(open.popLast() == String(part.output.2), "\(source)")
        }
      }
      #expect(open.isEmpty, "\(source)")
    }
  }
}
