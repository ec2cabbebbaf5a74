/// A part of running text.
public indirect enum Span: Equatable, Sendable {
  case text(String, font: Font, color: Color)
  case math(Math, size: Double, weight: Font.Weight = .regular, color: Color)
  /// Anything laid out already, on the baseline.
  case box(Box)
  case link(Link.Target, [Span])
  /// The line ends here.
  case lineBreak
}

/// Words and formulas that are broken into lines: ragged right, no hyphenation, one baseline.
public struct Paragraph: Equatable, Sendable {
  public var spans: [Span]
  /// From one baseline to the next, as a multiple of the font size; formulas that need more room
  /// get it.
  public var leading: Double

  public init(_ spans: [Span], leading: Double = 1.42) {
    self.spans = spans
    self.leading = leading
  }

  /// The lines, each at most `width` points wide unless a single word is wider; a formula that
  /// is too long is broken before its relations.
  public func layout(width: Double, measurer: any TextMeasurer) -> [Box] {
    var breaker = LineBreaker(width: width, measurer: measurer)
    breaker.add(spans)
    return breaker.finish()
  }

  /// The lines below each other; the origin is the baseline of the first.
  public func box(width: Double, measurer: any TextMeasurer) -> Box {
    let lines = layout(width: width, measurer: measurer)
    let step = leading * fontSize
    var box = Box(width: 0, ascent: 0, descent: 0, items: [])
    var y = 0.0
    for (index, line) in lines.enumerated() {
      if index > 0 {
        let wanted = lines[index - 1].descent + line.ascent + 0.1 * fontSize
        y += max(step, wanted)
      }
      box.append(line, at: Point(0, y))
    }
    return box
  }

  /// The size of the first text, from which the distance of lines follows.
  private var fontSize: Double {
    func size(_ spans: [Span]) -> Double? {
      for span in spans {
        switch span {
        case .text(_, let font, _): return font.size
        case .math(_, let size, _, _): return size
        case .link(_, let inner): if let size = size(inner) { return size }
        case .box, .lineBreak: break
        }
      }
      return nil
    }
    return size(spans) ?? 12
  }
}
