import Drawing

/// Sizes of a page and of what stands on it, in points.
public struct PageStyle: Equatable, Sendable {
  public var size: Size
  /// The margin at the side of the holes: left on odd pages, right on even ones (backs).
  public var inner: Double
  public var outer: Double
  /// From the paper's edge to the first line of the column.
  public var top: Double
  /// From the last line of the column to the paper's edge.
  public var bottom: Double
  public var theme: Theme
  /// 1 for full air; smaller numbers shrink the space between blocks and the pictures, so that a
  /// lesson keeps its page budget.
  public var density: Double
  /// Scale of the pictures' greatest height.
  public var pictures: Double

  /// - Parameters:
  ///   - isLarge: 18-point print.
  ///   - isHalf: Two pages side by side on a sheet.
  public init(
    paper: Paper, isLarge: Bool = false, isHalf: Bool = false, density: Double = 1,
    pictures: Double = 1
  ) {
    let sheet = paper.size
    let factor = isLarge ? 1.8 : isHalf ? 0.92 : 1
    size = isHalf ? Size(sheet.height / 2, sheet.width) : sheet
    // Two holes stand 12 mm from the edge; 22 mm keeps their rims off the text.
    inner = isHalf ? 46 : 62
    outer = isHalf ? 30 : 46
    top = isHalf ? 40 : 52
    bottom = isHalf ? 48 : 56
    // Only a page that is very full takes smaller print, and not below nine points.
    theme = Theme.print.scaled(by: factor * (density < 0.75 ? 0.96 : 1))
    if isLarge {
      theme.leastDigit = SheetCheck.leastLargeDigit
      theme.small = max(theme.small, SheetCheck.leastLargeDigit)
    }
    self.density = density
    self.pictures = pictures
  }

  public var columnWidth: Double { size.width - inner - outer }
  public var columnHeight: Double { size.height - top - bottom }
  /// The left edge of the column of page `index` (from 0).
  public func left(ofPage index: Int) -> Double { index.isMultiple(of: 2) ? inner : outer }

  /// Running text.
  public var body: Double { theme.label }
  /// From baseline to baseline of running text.
  public var leading: Double { body * (1.3 + 0.1 * density) }
  /// Between paragraphs.
  public var gap: Double { body * (0.25 + 0.5 * density) }
  /// Before a heading or a task.
  public var wideGap: Double { body * (0.4 + 1.3 * density) }

  public func font(_ weight: Font.Weight = .regular, size: Double? = nil, isItalic: Bool = false)
    -> Font
  {
    Font(.text, size: size ?? body, weight: weight, isItalic: isItalic)
  }
}

extension Theme {
  /// The same with other type sizes; line widths stay.
  func scaled(by factor: Double) -> Theme {
    var theme = self
    theme.title *= factor == 1 ? 1 : (1 + factor) / 2
    theme.formula *= factor
    theme.label *= factor
    theme.small *= factor
    return theme
  }
}
