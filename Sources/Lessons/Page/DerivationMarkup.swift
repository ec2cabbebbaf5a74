import Drawing
import Figures

/// Arithmetic as HTML: each quantity on a line, its equals signs below each other.
public struct DerivationMarkup {
  private let derivation: Derivation

  public init(_ derivation: Derivation) { self.derivation = derivation }

  public var html: String {
    var html = "<section class=\"derivation\">"
    if !derivation.title.isEmpty {
      html += "<div class=\"title\">\(Markup.escaped(derivation.title))</div>"
    }
    for line in derivation.lines {
      html += "<div class=\"line\" data-code=\"\(Markup.escaped(line.code))\">"
      html += "<span class=\"symbol\">\(Self.formula(line.symbol))</span>"
      // A sum is told like a proof, a row for each part; a short line stays one line.
      let isProof = line.parts.count > 2 && line.parts[0].kind == .symbols
      html += isProof ? "<span class=\"parts proof\">" : "<span class=\"parts\">"
      for part in line.parts { html += Self.part(part) }
      html += "</span></div>"
    }
    return html + "</section>"
  }

  private static func part(_ part: Derivation.Part) -> String {
    let sign =
      part.relation == .none ? "" : "<span class=\"relation\">\(part.relation.rawValue)</span> "
    let name =
      switch part.kind {
      case .symbols: "symbols"
      case .numbers: "numbers"
      case .result: "result"
      case .note: "note"
      }
    return "<span class=\"part \(name)\">\(sign)\(formula(part.formula))</span> "
  }

  /// The formula as MathML; its source where it cannot be read, which the lesson's check finds.
  public static func formula(_ source: String) -> String {
    (try? Math.parse(source))?.markup(.inline) ?? Markup.escaped(source)
  }
}
