import Drawing

/// A network as a row of its stations: what comes out of each layer as a stack of sheets or a bar,
/// its size below, and between two stations what is done and how many parameters that takes.
public struct LayerDiagram: Figure, Equatable {
  public struct Station: Equatable, Sendable {
    /// The operation that leads here: "convolution 5×5"; empty for the input.
    public var operation: String
    /// "208 parameters"; empty for none.
    public var parameters: String
    public var height: Int
    public var width: Int
    /// Sheets of the stack; 1 × n for a vector.
    public var channels: Int
    public var isVector: Bool
    public var name: String

    public init(
      operation: String, parameters: String, height: Int, width: Int, channels: Int,
      isVector: Bool, name: String
    ) {
      self.operation = operation
      self.parameters = parameters
      self.height = height
      self.width = width
      self.channels = channels
      self.isVector = isVector
      self.name = name
    }

    var size: String {
      isVector ? "\(channels)" : "\(height) × \(width)" + (channels == 1 ? "" : " × \(channels)")
    }
  }

  public var title: String
  public var caption: String
  public var stations: [Station]
  /// "37,610 parameters in all".
  public var total: String

  public init(title: String, caption: String = "", stations: [Station], total: String) {
    self.title = title
    self.caption = caption
    self.stations = stations
    self.total = total
  }

  public func description(_ words: Words) -> String {
    stations.map { station in
      (station.operation.isEmpty
        ? ""
        : "\(station.operation)"
          + (station.parameters.isEmpty ? "" : " (\(station.parameters))") + " → ") + station.name
        + " " + station.size
    }.joined(separator: "; ") + ". " + total + "."
  }

  private func isInTwoColumns(_ width: Double, _ theme: Theme) -> Bool {
    stations.count > 5 && width > theme.label * 40
  }

  private func rowCount(_ width: Double, _ theme: Theme) -> Int {
    isInTwoColumns(width, theme) ? (stations.count + 1) / 2 : stations.count
  }

  /// Three lines of words for each station.
  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    let theme = context.theme
    return Double(rowCount(width, theme)) * theme.label * 4.4 + theme.label * 2
  }

  /// One station a line: a long network stays readable from the last row.
  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let perColumn = rowCount(size.width, theme)
    let row = min(
      (size.height - theme.label * 2) / Double(perColumn), theme.label * 6)
    let gap = theme.label * 2
    let column = isInTwoColumns(size.width, theme) ? (size.width - gap) / 2 : size.width
    let largest = Double(stations.map { max($0.height, $0.width) }.max() ?? 1)
    var items: [Item] = []
    for (place, station) in stations.enumerated() {
      let x = Double(place / perColumn) * (column + gap)
      let y = Double(place % perColumn) * row
      let frame = Rect(x, y, column, row)
      items += self.station(station, in: frame, largest: largest, context)
      if place > 0 { items += arrow(in: frame, isTop: place % perColumn == 0, theme) }
    }
    let words = context.line(total, size: theme.label, weight: .semibold)
    items.append(words.placed(topLeft: Point(0, Double(perColumn) * row + theme.label * 0.3)))
    return Box(
      width: size.width, ascent: 0, descent: Double(perColumn) * row + theme.label * 1.8,
      items: items)
  }

  private func side(_ frame: Rect) -> Double { frame.height * 0.62 }

  /// From the station above; into the top of a column it comes from the left.
  private func arrow(in frame: Rect, isTop: Bool, _ theme: Theme) -> [Item] {
    let tip = Point(frame.minX + side(frame) * 0.4, frame.minY + frame.height * 0.14)
    let marks = Marks(theme: theme)
    if isTop {
      let end = Point(frame.minX - theme.label * 0.3, frame.minY + frame.height * 0.55)
      return marks.arrow(Point(end.x - theme.label * 1.4, end.y), end, width: theme.line)
    }
    return marks.arrow(
      Point(tip.x, frame.minY - frame.height * 0.06), tip, width: theme.line)
  }

  private func station(
    _ station: Station, in frame: Rect, largest: Double, _ context: DrawingContext
  ) -> [Item] {
    let theme = context.theme
    let side = side(frame)
    var items: [Item] = []
    let middle = frame.minY + frame.height * 0.55
    if station.isVector {
      let length = side * (0.35 + 0.65 * min(Double(station.channels) / 256, 1))
      items.append(
        .path(
          PathItem(
            .rect(Rect(frame.minX + side * 0.45, middle - length / 2, side * 0.16, length)),
            fill: theme.positiveTint, stroke: Stroke(theme.ink, width: theme.line))))
    } else {
      let edge = side * 0.8 * (0.3 + 0.7 * Double(max(station.height, station.width)) / largest)
      let sheets = min(station.channels, 5)
      let shift = side * 0.05
      for sheet in (0..<sheets).reversed() {
        let d = Double(sheet) * shift
        items.append(
          .path(
            PathItem(
              .rect(Rect(frame.minX + d, middle - edge / 2 + d - shift * 2, edge, edge)),
              fill: theme.paper, stroke: Stroke(theme.ink, width: theme.line))))
      }
    }
    let words = self.words(
      station, left: frame.minX + side * 1.35, right: frame.maxX, height: frame.height, context)
    let height = words.reduce(0) { $0 + $1.height }
    var y = middle - height / 2
    for line in words {
      items.append(line.placed(topLeft: Point(frame.minX + side * 1.35, y)))
      y += line.height
    }
    return items
  }

  /// Name and size, below them what is done and how many parameters it takes: on one line where
  /// that has room, else on two.
  private func words(
    _ station: Station, left: Double, right: Double, height: Double, _ context: DrawingContext
  ) -> [Box] {
    let theme = context.theme
    let below = [station.operation, station.parameters].filter { !$0.isEmpty }
    func lines(_ texts: [String], _ count: Double) -> [Box] {
      let big = min(theme.label * 1.35, height / (count * 1.25))
      return [context.line("\(station.name)  \(station.size)", size: big, weight: .semibold)]
        + texts.map { text in
          var size = min(big * 0.86, theme.label)
          var line = context.line(text, size: size, color: theme.muted)
          while line.width > right - left, size > 5 {
            size *= 0.95
            line = context.line(text, size: size, color: theme.muted)
          }
          return line
        }
    }
    let single = lines(below.isEmpty ? [] : [below.joined(separator: " · ")], 2)
    let isSmall = single.count > 1 && single[1].height < theme.small * 1.2
    return isSmall && below.count > 1 ? lines(below, 3) : single
  }
}
