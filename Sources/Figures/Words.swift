extension Words {
  /// The text for an English pattern, with `{1}`, `{2}`, … replaced by the values.
  public func callAsFunction(_ english: String, _ values: String...) -> String {
    var text = self(english)
    for (place, value) in values.enumerated() {
      text = text.replacing("{\(place + 1)}", with: value)
    }
    return text
  }
}
