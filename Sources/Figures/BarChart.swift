import Drawing

/// Bars over one axis from 0, each with its value printed at its end.
public struct BarChart: Figure, Equatable {
  public struct Bar: Equatable, Sendable {
    /// A formula: `w_1 \cdot x_1`, `\text{Sandal}`, `7`.
    public var label: String
    public var value: Double
    /// As it is printed at the bar; empty for none.
    public var valueText: String
    /// Drawn filled instead of open: the bar spoken of.
    public var isMarked: Bool
    /// What the bar tells.
    public var quantity: Quantity?

    public init(
      label: String, value: Double, valueText: String, isMarked: Bool = false,
      quantity: Quantity? = nil
    ) {
      self.quantity = quantity
      self.label = label
      self.value = value
      self.valueText = valueText
      self.isMarked = isMarked
    }
  }

  public var title: String
  public var caption: String
  public var bars: [Bar]
  public var categoryAxis: String
  public var valueAxis: String

  public init(
    title: String, caption: String = "", bars: [Bar], categoryAxis: String = "",
    valueAxis: String
  ) {
    self.title = title
    self.caption = caption
    self.bars = bars
    self.categoryAxis = categoryAxis
    self.valueAxis = valueAxis
  }

  public var quantities: [Quantity] { bars.compactMap { $0.quantity } }

  public func description(_ words: Words) -> String {
    let values = bars.map { bar in
      "\(PlainFormula.text(bar.label)): "
        + (bar.valueText.isEmpty ? NumberText.short(bar.value, 3) : bar.valueText)
    }
    return "\(valueAxis). " + values.joined(separator: "; ") + "."
  }
}
