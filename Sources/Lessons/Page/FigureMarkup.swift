import Drawing
import Figures

/// A figure as HTML: its picture as SVG, the legend below, and its text twin for those who do not
/// see it.
public struct FigureMarkup {
  private let figure: AnyFigure
  /// Stands before every id of the picture, so that several fit into one page.
  private let id: String

  public init(_ figure: AnyFigure, id: String) {
    self.figure = figure
    self.id = id
  }

  /// The picture in at most `size`, with its legend and description.
  public func html(fitting size: Size, in context: DrawingContext) -> String {
    let box = figure.layout(fitting: size, in: context)
    let entries = figure.legend(context.words)
    let paper = PictureColors.hasDarkPartners(box.items) ? "" : " paper"
    return "<div class=\"picture\(paper)\" role=\"img\""
      + " aria-label=\"\(Markup.escaped(figure.description(context.words)))\">"
      + svg(box, id: id + "-")
      + (entries.isEmpty ? "" : legend(entries, width: size.width, in: context)) + "</div>"
  }

  private func legend(_ entries: [LegendEntry], width: Double, in context: DrawingContext)
    -> String
  {
    let box = Legend(entries).layout(width: width, in: context)
    return "<div class=\"legend\">" + svg(box, id: id + "-legend-") + "</div>"
  }

  private func svg(_ box: Box, id: String) -> String {
    let scene = Scene(
      size: Size(box.width, box.height), items: [box.placed(topLeft: Point(0, 0))])
    return SVGCanvas(prefix: id, isInline: true).svg(of: scene)
  }
}
