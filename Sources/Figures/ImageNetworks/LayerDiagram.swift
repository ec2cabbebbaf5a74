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

  public var description: String {
    stations.map { station in
      (station.operation.isEmpty
        ? ""
        : "\(station.operation)"
          + (station.parameters.isEmpty ? "" : " (\(station.parameters))") + " → ") + station.name
        + " " + station.size
    }.joined(separator: "; ") + ". " + total + "."
  }

  /// One station a line: a long network stays readable from the last row.
  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let half = (stations.count + 1) / 2
    let twoColumns = stations.count > 5 && size.width > 700
    let perColumn = twoColumns ? half : stations.count
    let row = min(
      (size.height - theme.label * 2) / Double(perColumn), theme.label * 6)
    let column = twoColumns ? (size.width - theme.label * 2) / 2 : size.width
    let largest = Double(stations.map { max($0.height, $0.width) }.max() ?? 1)
    var items: [Item] = []
    for (place, station) in stations.enumerated() {
      let x = Double(place / perColumn) * (column + theme.label * 2)
      let y = Double(place % perColumn) * row
      items += self.station(
        station, in: Rect(x, y, column, row), largest: largest, isFirst: place == 0, context)
    }
    let words = context.line(total, size: theme.label, weight: .semibold)
    items.append(words.placed(topLeft: Point(0, Double(perColumn) * row + theme.label * 0.3)))
    return Box(
      width: size.width, ascent: 0, descent: Double(perColumn) * row + theme.label * 1.8,
      items: items)
  }

  private func station(
    _ station: Station, in frame: Rect, largest: Double, isFirst: Bool, _ context: DrawingContext
  ) -> [Item] {
    let theme = context.theme
    let side = frame.height * 0.62
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
    if !isFirst {
      let tip = Point(frame.minX + side * 0.4, frame.minY + frame.height * 0.14)
      items += Marks(theme: theme).arrow(
        Point(tip.x, frame.minY - frame.height * 0.06), tip, width: theme.line)
    }
    let left = frame.minX + side * 1.35
    let big = min(theme.label * 1.35, frame.height * 0.3)
    items.append(
      context.line("\(station.name)  \(station.size)", size: big, weight: .semibold)
        .placed(topLeft: Point(left, middle - big * 1.35)))
    let below = [station.operation, station.parameters].filter { !$0.isEmpty }
      .joined(separator: " · ")
    var size = big * 0.86
    var line = context.line(below, size: size, color: theme.muted)
    while line.width > frame.maxX - left, size > 6 {
      size *= 0.95
      line = context.line(below, size: size, color: theme.muted)
    }
    items.append(line.placed(topLeft: Point(left, middle + big * 0.1)))
    return items
  }
}
