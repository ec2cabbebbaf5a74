/// Text inside HTML, SVG and MathML.
public enum Markup {
  /// The text with the signs replaced that mean something there; good for attributes in double
  /// quotation marks, too.
  ///
  /// `Markup.escaped("a < b")` is `"a &lt; b"`.
  public static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
