import Drawing

/// Sheets that pages are printed on.
public enum Paper: String, CaseIterable, Sendable {
  case a4, letter

  /// Portrait, in points.
  public var size: Size {
    switch self {
    case .a4: Size(595.28, 841.89)
    case .letter: Size(612, 792)
    }
  }
}
