extension Character {
  /// Columns that a terminal gives the character: 0 for a mark without a body of its own, 2 for
  /// the wide ones of East Asia and pictures, else 1.
  var columns: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    if scalar.value < 0x300 { return scalar.value < 0x20 ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

extension StringProtocol {
  /// Columns that a terminal gives the text.
  var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension String {
  /// Filled up with spaces to `width` columns, on its right or on its left.
  func padded(to width: Int, leading: Bool = false) -> String {
    let gap = String(repeating: " ", count: max(0, width - columns))
    return leading ? gap + self : self + gap
  }
}
