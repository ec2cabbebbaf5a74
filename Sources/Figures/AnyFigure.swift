import Drawing

/// A figure of any type, with a title and a caption of its own: what moments, lessons and pages
/// hold. It answers through closures, so that it needs no existential: those are not to be had
/// where the program is compiled for the browser.
public struct AnyFigure: Figure {
  /// Shown instead of the figure's own.
  public var title: String
  public var caption: String
  public let relativeHeight: Double
  public let quantities: [Quantity]
  public let printsNumbers: Bool
  #if !hasFeature(Embedded)
    /// The figure itself, for tests to look into.
    public let base: any Figure
  #endif

  private let answers: Answers

  /// What the figure answers when it is asked.
  private struct Answers: Sendable {
    var description: @Sendable (Words) -> String
    var openDescription: @Sendable (Words) -> String
    var legend: @Sendable (Words) -> [LegendEntry]
    var openLegend: @Sendable (Words) -> [LegendEntry]
    var readableWidth: @Sendable (DrawingContext) -> Double
    var readableHeight: @Sendable (Double, DrawingContext) -> Double
    var layout: @Sendable (Size, DrawingContext) -> Box
  }

  /// `figure` with its own title and caption; one that is erased already stays as it is.
  public init<F: Figure>(_ figure: F) { self = figure.erased }

  fileprivate init<F: Figure>(of figure: F) {
    title = figure.title
    caption = figure.caption
    relativeHeight = figure.relativeHeight
    quantities = figure.quantities
    printsNumbers = figure.printsNumbers
    #if !hasFeature(Embedded)
      base = figure
    #endif
    answers = Answers(
      description: { figure.description($0) }, openDescription: { figure.openDescription($0) },
      legend: { figure.legend($0) }, openLegend: { figure.openLegend($0) },
      readableWidth: { figure.readableWidth(in: $0) },
      readableHeight: { figure.readableHeight(width: $0, in: $1) },
      layout: { figure.layout(fitting: $0, in: $1) })
  }

  public var erased: AnyFigure { self }

  /// In the reader's numerals, whatever the figure put together itself.
  public func description(_ words: Words) -> String {
    words.numerals.text(answers.description(words))
  }

  public func openDescription(_ words: Words) -> String {
    words.numerals.text(answers.openDescription(words))
  }

  public func legend(_ words: Words) -> [LegendEntry] { answers.legend(words) }
  public func openLegend(_ words: Words) -> [LegendEntry] { answers.openLegend(words) }

  public func readableWidth(in context: DrawingContext) -> Double {
    answers.readableWidth(context)
  }

  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    answers.readableHeight(width, context)
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    answers.layout(size, context)
  }
}

extension Figure {
  public var erased: AnyFigure { AnyFigure(of: self) }

  /// The figure under the caption that a lesson gives it; under its own where that is empty.
  public func captioned(_ caption: String) -> AnyFigure {
    var figure = erased
    if !caption.isEmpty { figure.caption = caption }
    return figure
  }
}
