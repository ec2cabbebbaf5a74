/// A way in which a worksheet is printed.
public enum Edition: String, CaseIterable, Sendable {
  case normal = "the worksheet"
  case large = "large print"
  case twoUp = "two-up"
  case letter = "Letter"
  case fade = "with more half-blank steps"

  /// What asks for it.
  public func request(_ kind: PageKind) -> PageRequest {
    PageRequest(
      kind: kind, paper: self == .letter ? .letter : .a4, isTwoUp: self == .twoUp,
      isLarge: self == .large, fade: self == .fade ? 3 : nil)
  }
}
