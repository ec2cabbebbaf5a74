import Drawing

extension BarChart {
  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let range = LineChart.range(bars.map { $0.value }, toZero: true)
    let pad = (range.upperBound - range.lowerBound) * 0.12
    let low = range.lowerBound < 0 ? range.lowerBound - pad : 0
    let high = range.upperBound > 0 ? range.upperBound + pad : pad
    let y = low...high
    var axes = ChartAxes(
      x: 0...Double(max(1, bars.count)), y: y, size: size, xTitle: categoryAxis,
      yTitle: valueAxis, context)
    axes.plot.hasVerticalGrid = false
    axes.hasXTicks = false
    // Counts have no halves.
    if bars.allSatisfy({ $0.value == $0.value.rounded() }) {
      axes.plot.yTicks = axes.plot.yTicks?.filter { $0.value == $0.value.rounded() }
    }
    let frame = axes.plot.frame
    let pitch = frame.width / Double(max(1, bars.count))
    let width = min(pitch * 0.5, theme.label * 3)
    let zero = axes.plot.position(y: 0)
    var items = axes.grid
    var labels: [Item] = []
    let labelSize = fittingSize(pitch * 0.94, context)
    for (place, bar) in bars.enumerated() {
      let middle = frame.minX + (Double(place) + 0.5) * pitch
      let end = axes.plot.position(y: bar.value)
      let rect = Rect(middle - width / 2, min(end, zero), width, abs(end - zero))
      let color = bar.value < 0 ? theme.negative : theme.positive
      if rect.height > 0 {
        items.append(
          .path(
            PathItem(
              .rect(rect), fill: bar.isMarked ? color : color.mixed(with: theme.paper, 0.75),
              stroke: Stroke(color, width: theme.line))))
      }
      let font = Font(.text, size: min(theme.small, labelSize), weight: .semibold)
      let value = TextRun.measured(bar.valueText, font, theme.ink, context)
      let above = bar.value >= 0
      labels.append(
        value.placed(
          at: Point(
            middle - value.width / 2, above ? end - theme.small * 0.4 : end + theme.small * 1.05)))
      let name = context.formula(bar.label, size: labelSize)
      labels.append(
        name.placed(at: Point(middle - name.width / 2, frame.maxY + theme.small * 1.4)))
    }
    return Box(
      width: size.width, ascent: 0, descent: size.height, items: items + labels + axes.words)
  }

  /// The largest size, up to the theme's, in which every label fits into its bar's share.
  private func fittingSize(_ width: Double, _ context: DrawingContext) -> Double {
    let widest = bars.map { context.formula($0.label, size: 100).width }.max() ?? 0
    return widest > 0 ? min(context.theme.small, width / widest * 100) : context.theme.small
  }
}
