extension String {
  /// The text's words set into lines of `width` columns; all lines but the first begin with `indent`
  /// spaces, and the first already holds `first` columns.
  func filled(width: Int, indent: Int = 0, first: Int = 0) -> String {
    var lines: [String] = []
    var line = ""
    var used = first
    for word in unbreakable {
      if !line.isEmpty, used + 1 + word.count > max(width, indent + 16) {
        lines.append(line)
        line = ""
        used = indent
      }
      if !line.isEmpty {
        line += " "
        used += 1
      }
      line += word
      used += word.count
    }
    lines.append(line)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  /// The words; what stands in brackets (`[--step <n>]`) is one.
  private var unbreakable: [String] {
    var words: [String] = []
    var depth = 0
    for part in split(separator: " ") {
      if depth > 0 {
        words[words.count - 1] += " " + part
      } else {
        words.append(String(part))
      }
      if part.hasPrefix("[--") || depth > 0 {
        depth += part.count { $0 == "[" } - part.count { $0 == "]" }
      }
    }
    return words
  }
}
