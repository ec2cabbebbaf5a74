import Drawing
import Networks

/// How often each class was taken for each other one, with precision and recall by class.
public struct ConfusionFigure: Figure, Equatable {
  public var title: String
  public var caption: String
  /// Rows: what it is; columns: what was said.
  public var counts: [[Int]]
  public var classNames: [String]
  /// Of the answers that say a class, the part that is right; nil where none says it.
  public var precision: [Double?]
  /// Of a class's images, the part that is recognised; nil where there are none.
  public var recall: [Double?]
  public var words: Words
  /// The class whose precision and recall pupils work out; nil for none.
  public var asked: Int?

  public static func == (a: Self, b: Self) -> Bool {
    a.counts == b.counts && a.classNames == b.classNames && a.title == b.title
      && a.caption == b.caption
  }

  public init(
    title: String, caption: String = "", evaluation: Evaluation, classNames: [String],
    words: Words
  ) {
    self.title = title
    self.caption = caption
    counts = evaluation.confusion
    self.classNames = classNames
    precision = classNames.indices.map { evaluation.precision(of: $0) }
    recall = classNames.indices.map { evaluation.recall(of: $0) }
    self.words = words
  }

  public func description(_ words: Words) -> String {
    let rows = classNames.indices.map { row in
      words(
        "{1}: {2}; recall {3}, precision {4}", classNames[row],
        counts[row].map(String.init).joined(separator: " "), Self.percent(recall[row]),
        Self.percent(precision[row]))
    }
    return words(
      "Rows: what it is; columns: what was said ({1}).", classNames.joined(separator: ", "))
      + "\n" + rows.joined(separator: "\n")
  }

  public func openDescription(_ words: Words) -> String {
    guard let asked else { return "" }
    var open = self
    open.precision[asked] = nil
    open.recall[asked] = nil
    return open.description(words)
  }

  /// Cells that hold three digits.
  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    let theme = context.theme
    return Double(classNames.count) * theme.small * 2.2 + theme.small * 9
  }

  static func percent(_ value: Double?) -> String {
    value.map { NumberText.fixed($0 * 100, 1) } ?? "–"
  }

  /// Its counts have to be read.
  public var relativeHeight: Double { 1.7 }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let n = classNames.count
    let isLong = classNames.contains { $0.count > 2 }
    let names = classNames.map { context.line($0, size: theme.small) }
    let left = (names.map { $0.width }.max() ?? 0) + theme.small * 2.2
    // Long class names stand at an angle above the columns.
    let top =
      theme.small * 1.9 + (isLong ? (names.map { $0.width }.max() ?? 0) * 0.72 : theme.small * 1.2)
    let cell = min(
      (size.width - left - theme.small * 4.6) / Double(n),
      (size.height - top - theme.small * 4.6) / Double(n), theme.label * 3.2)
    let flat = counts.flatMap { $0 }
    // Mistakes are few: the square root of a count keeps one of them visible beside hundreds.
    let values = flat.map { Double($0).squareRoot() }
    let grid = PixelGrid(
      rows: n, columns: n, values: values, texts: flat.map { $0 == 0 ? "" : "\($0)" },
      scale: .oneSided(top: values.max() ?? 1))
    var items: [Item] = [grid.layout(cell: cell, in: context).placed(topLeft: Point(left, top))]
    let said = context.heading(words("what was said"))
    items.append(said.placed(topLeft: Point(left, 0)))
    let truth = context.heading(words("what it is"))
    items.append(
      .group(
        Group(
          offset: Point(theme.small * 0.9, top + cell * Double(n) / 2 + truth.width / 2),
          rotation: -90, truth.items)))
    for (place, name) in names.enumerated() {
      let middle = (Double(place) + 0.5) * cell
      items.append(
        name.placed(
          topLeft: Point(left - theme.small * 0.5 - name.width, top + middle - name.height / 2)))
      items.append(
        isLong
          ? .group(
            Group(
              offset: Point(left + middle, top - theme.small * 0.4), rotation: -45, name.items))
          : name.placed(
            topLeft: Point(left + middle - name.width / 2, top - name.height - theme.small * 0.2)))
    }
    items += rates(cell: cell, left: left, top: top, context)
    return Box(
      width: left + cell * Double(n) + theme.small * 4.6, ascent: 0,
      descent: top + cell * Double(n) + theme.small * 4.4, items: items)
  }

  private func rates(cell: Double, left: Double, top: Double, _ context: DrawingContext) -> [Item] {
    let theme = context.theme
    let n = Double(classNames.count)
    let size = min(theme.small * 0.9, cell * 0.38)
    var items: [Item] = []
    for place in classNames.indices {
      let middle = (Double(place) + 0.5) * cell
      let r = context.line(Self.percent(recall[place]), size: max(size, theme.small * 0.8))
      items.append(
        r.placed(
          topLeft: Point(left + cell * n + theme.small * 0.7, top + middle - r.height / 2),
          isAnswer: place == asked))
      let p = context.line(Self.percent(precision[place]), size: size)
      items.append(
        p.placed(
          topLeft: Point(left + middle - p.width / 2, top + cell * n + theme.small * 0.4),
          isAnswer: place == asked))
    }
    let recallHead = context.line(
      words("recall, %"), size: theme.small * 0.85, weight: .semibold, color: theme.muted)
    items.append(
      recallHead.placed(
        topLeft: Point(left + cell * n + theme.small * 0.7, top - theme.small * 1.4)))
    items.append(
      context.line(
        words("precision, %"), size: theme.small * 0.85, weight: .semibold, color: theme.muted
      ).placed(topLeft: Point(left, top + cell * n + theme.small * 1.9)))
    items.append(
      context.line(
        words("Shades follow the square root of the counts."), size: theme.small * 0.75,
        color: theme.muted
      ).placed(topLeft: Point(left, top + cell * n + theme.small * 3.1)))
    return items
  }
}
