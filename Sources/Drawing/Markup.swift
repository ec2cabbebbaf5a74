/// Text inside HTML, SVG and MathML.
public enum Markup {
  /// The text with the signs replaced that mean something there; good for attributes in double
  /// quotation marks, too.
  ///
  /// `Markup.escaped("a < b")` is `"a &lt; b"`.
  public static func escaped(_ text: String) -> String {
    var escaped = ""
    // By scalars: a letter with a mark above it is one character, and hides the sign before it.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      // No part of XML 1.0, not even escaped.
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
