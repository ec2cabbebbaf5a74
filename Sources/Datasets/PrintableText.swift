/// Text from anywhere as a terminal may get it: what would move the cursor, ring, set a title, or
/// turn the reading order becomes "�".
///
/// These are the control characters of ASCII and of ISO 8859 (C0, DEL, C1: ESC, BEL, and the
/// single-byte beginnings of sequences), and Unicode's overrides and isolates of direction, which
/// make a text read as another one. Marks of direction stay: Arabic and Hebrew need them.
///
/// - Parameters:
///   - limit: characters that are kept at most.
///   - keepsLines: whether ends of lines and tabs stay; else they become spaces.
public func printable(_ text: String, limit: Int = .max, keepsLines: Bool = false) -> String {
  if limit == .max, !needsCleaning(text, keepsLines) { return text }
  var clean = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(limit) {
    switch scalar.value {
    case 0x09, 0x0A: clean.append(keepsLines ? scalar : " ")
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: clean.append("\u{FFFD}")
    default: clean.append(scalar)
    }
  }
  return String(clean)
}

/// Looks at bytes only: nearly all text is clean.
private func needsCleaning(_ text: String, _ keepsLines: Bool) -> Bool {
  var text = text
  return text.withUTF8 { bytes in
    for index in bytes.indices {
      switch bytes[index] {
      case 0x09, 0x0A: if !keepsLines { return true }
      case 0..<0x20, 0x7F: return true
      // Two bytes: U+0080 … U+009F.
      case 0xC2: if bytes[index + 1] < 0xA0 { return true }
      // Three bytes: U+2000 … U+207F, of which some; the loop above looks closer.
      case 0xE2: if 0x80...0x81 ~= bytes[index + 1], bytes[index + 2] >= 0xA6 { return true }
      default: break
      }
    }
    return false
  }
}
