import Drawing

/// What to show, in words of meaning; laid out into a box when a page or a picture needs it.
///
/// Every kind of figure is a type of its own. It holds values only (numbers, labels, marks), so
/// that two figures can be compared, and it is laid out by a pure function.
public protocol Figure: Sendable {
  var title: String { get }
  /// A sentence below the picture; may be empty.
  var caption: String { get }
  /// The text twin, distinct from the caption: what the picture shows, with its numbers, for
  /// those who cannot see it.
  func description(_ words: Words) -> String
  /// What pupils are given of a picture that they complete, without what only the key shows; empty
  /// where there is nothing to complete.
  func openDescription(_ words: Words) -> String
  /// What its marks tell, each that is there to be seen; of a picture that pupils complete, what they
  /// are given.
  var quantities: [Quantity] { get }
  /// Whether the numbers of what pupils are given stand in the picture as digits, as those of grids
  /// do; else as places of marks.
  var printsNumbers: Bool { get }
  /// What its marks mean; empty where they need no words.
  func legend(_ words: Words) -> [LegendEntry]
  /// The entries for what pupils are given of a drawing task; the rest belongs to its answer.
  func openLegend(_ words: Words) -> [LegendEntry]
  /// How much higher than a plot it has to be on a page, to be read as easily.
  var relativeHeight: Double { get }
  /// The width below which its words are too small to be read on paper; 0 where they always can.
  func readableWidth(in context: DrawingContext) -> Double
  /// The height that it needs for that in a column of `width`; 0 where any will do.
  func readableHeight(width: Double, in context: DrawingContext) -> Double
  /// The picture without title and caption, at most `size.width` wide and `size.height` high.
  func layout(fitting size: Size, in context: DrawingContext) -> Box
  /// The same without its type.
  var erased: AnyFigure { get }
}

extension Figure {
  public func openDescription(_ words: Words) -> String { "" }
  public var quantities: [Quantity] { [] }
  public var printsNumbers: Bool { false }
  public func legend(_ words: Words) -> [LegendEntry] { [] }
  public func openLegend(_ words: Words) -> [LegendEntry] { legend(words) }
  public var relativeHeight: Double { 1 }
  public func readableWidth(in context: DrawingContext) -> Double { 0 }
  public func readableHeight(width: Double, in context: DrawingContext) -> Double { 0 }
}

/// What a layout depends on besides its figure.
public struct DrawingContext: Sendable {
  public var theme: Theme
  public var measurer: any TextMeasurer
  /// Words of the interface ("should be TRUE"), by language.
  public var words: Words

  public init(theme: Theme, measurer: any TextMeasurer, words: Words) {
    self.theme = theme
    self.measurer = measurer
    self.words = words
  }
}
