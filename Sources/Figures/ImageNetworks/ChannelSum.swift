import Drawing

/// What several channels add to one thing: column by column the input, its kernel and what comes
/// out of them; at the right the sum of all and the bias.
public struct ChannelSum: Figure, Equatable {
  public struct Channel: Equatable, Sendable {
    public var label: String
    public var input: PixelGrid
    public var kernel: PixelGrid
    /// The products at one pixel, or the intermediate map.
    public var result: PixelGrid
    /// What it adds, where that is one number; else empty.
    public var note: String

    public init(
      label: String, input: PixelGrid, kernel: PixelGrid, result: PixelGrid, note: String = ""
    ) {
      self.label = label
      self.input = input
      self.kernel = kernel
      self.result = result
      self.note = note
    }
  }

  public var title: String
  public var caption: String
  public var channels: [Channel]
  /// Names of the three rows.
  public var headings: [String]
  /// Maps below: the sum, and the sum after the activation.
  public var sums: [(heading: String, grid: PixelGrid)] = []
  /// Formulas below.
  public var results: [String]
  public var rounding: String
  /// What the formulas tell.
  public var resultQuantities: [Quantity] = []

  public init(
    title: String, caption: String = "", channels: [Channel], headings: [String],
    sums: [(heading: String, grid: PixelGrid)] = [], results: [String] = [],
    rounding: String = ""
  ) {
    precondition(!channels.isEmpty && headings.count == 3, "channels and three headings")
    self.title = title
    self.caption = caption
    self.channels = channels
    self.headings = headings
    self.sums = sums
    self.results = results
    self.rounding = rounding
  }

  public static func == (a: ChannelSum, b: ChannelSum) -> Bool {
    a.title == b.title && a.caption == b.caption && a.channels == b.channels
      && a.results == b.results && a.sums.map { $0.grid } == b.sums.map { $0.grid }
  }

  public var quantities: [Quantity] {
    sums.flatMap { $0.grid.quantities } + (results.isEmpty ? [] : resultQuantities)
  }

  public func description(_ words: Words) -> String {
    let each = channels.map { channel in
      if !channel.note.isEmpty { return "\(channel.label): \(channel.note)" }
      let range = channel.result.range ?? (0, 0)
      let places = channel.result.scale.places
      return words(
        "{1}: from {2} to {3}", channel.label, NumberText.short(range.0, places),
        NumberText.short(range.1, places))
    }
    return
      (["\(headings[2]). " + each.joined(separator: "; ") + "."]
      + results.map { PlainFormula.text($0) + "." }
      + sums.map { sum in
        let range = sum.grid.range ?? (0, 0)
        return words(
          "{1}: from {2} to {3}", sum.heading, NumberText.short(range.0, 2),
          NumberText.short(range.1, 2)) + "."
      } + (rounding.isEmpty ? [] : [rounding])).joined(separator: "\n")
  }

  /// Grids as wide as their column.
  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    let theme = context.theme
    let side = min(
      (width - theme.small * 0.6 * Double(channels.count - 1)) / Double(channels.count),
      theme.small * 6)
    let words = theme.small * (1.6 * 2 + headRoom * 3 + 5) + Double(results.count) * theme.label * 2
    return side * (sums.isEmpty ? 3 : 4.4) + words
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let heads = headings.map { context.heading($0) }
    let gap = theme.small * 0.6
    let hasNotes = channels.contains { !$0.note.isEmpty }
    let lines =
      results.map { result in
        let box = context.formula(result, size: theme.label)
        return box.width <= size.width
          ? box : context.formula(result, size: theme.label * size.width / box.width * 0.99)
      }
      + (rounding.isEmpty
        ? []
        : [context.line(rounding, size: theme.small * 0.8, color: theme.muted, width: size.width)])
    let linesHeight = lines.reduce(0) { $0 + $1.height + 5 }
    // Each row has a scale of its own, at the end of its heading.
    let bars = [channels[0].input, channels[0].kernel, channels[0].result].map {
      bar($0.scale, width: size.width * 0.2, in: context)
    }
    // Channel names, three headings, notes, the sums' headings; gaps; what stands below.
    let fixed =
      theme.small * (1.6 * (hasNotes ? 2 : 1) + headRoom * 3) + gap * 3
      + (sums.isEmpty ? 0 : theme.small * 1.6 + theme.small * 0.9) + linesHeight
    let rowCount = sums.isEmpty ? 3.0 : 4.4
    let side = max(
      min(
        (size.width - gap * Double(channels.count - 1)) / Double(channels.count),
        (size.height - fixed) / rowCount), 6)
    var items: [Item] = []
    var y = 0.0
    let label = theme.small * 1.6
    for (place, channel) in channels.enumerated() {
      let whole = context.line(channel.label, size: theme.small * 0.85, width: side + gap * 0.5)
      // Large print keeps the number.
      let short = channel.label.split(separator: " ").last.map(String.init) ?? ""
      items.append(
        (whole.width > side + gap ? context.line(short, size: theme.small) : whole)
          .placed(topLeft: Point(Double(place) * (side + gap), 0)))
    }
    y += label
    for (row, head) in heads.enumerated() {
      let base = y + theme.small * (headRoom - 0.6)
      items.append(head.placed(topLeft: Point(0, base - head.height)))
      items.append(
        bars[row].placed(topLeft: Point(size.width - bars[row].width, base - bars[row].height)))
      y += theme.small * headRoom
      for (place, channel) in channels.enumerated() {
        let grid = [channel.input, channel.kernel, channel.result][row]
        let fitted = grid.layout(cell: grid.cell(fitting: Size(side, side)), in: context)
        items.append(fitted.placed(topLeft: Point(Double(place) * (side + gap), y)))
      }
      y += side + gap
    }
    if hasNotes {
      for (place, channel) in channels.enumerated() {
        items.append(
          context.line(channel.note, size: theme.small, width: side)
            .placed(topLeft: Point(Double(place) * (side + gap), y - gap * 0.4)))
      }
      y += label
    }
    if !sums.isEmpty {
      var x = 0.0
      for sum in sums {
        let cell = sum.grid.cell(fitting: Size(side * 1.4, side * 1.4))
        let box = context.headed(sum.heading, sum.grid.layout(cell: cell, in: context))
        items.append(box.placed(topLeft: Point(x, y)))
        let bar = bar(sum.grid.scale, width: size.width * 0.14, in: context)
        let left = cell * Double(sum.grid.columns) + gap
        items.append(bar.placed(topLeft: Point(x + left, y + box.height - bar.height)))
        x += max(box.width, left + bar.width) + gap * 4
      }
      y += side * 1.4 + label + theme.small * 0.9
    }
    for line in lines {
      items.append(line.placed(topLeft: Point(0, y)))
      y += line.height + 5
    }
    return Box(width: size.width, ascent: 0, descent: y, items: items)
  }

  /// What a heading with its colour bar takes, in small letters.
  private var headRoom: Double { 3 }

  private func bar(_ scale: ValueScale, width: Double, in context: DrawingContext) -> Box {
    ColorBar(scale: scale, meaning: "").layout(width: min(150, width), in: context)
  }
}
