/// The documents of a kind, made from what it declares.
public struct KindPage {
  private let kind: AnyKind

  public init(_ kind: AnyKind) { self.kind = kind }

  /// A section of Lessons/README.md.
  public var markdown: String {
    var text = "### \(kind.key)\n\n\(kind.help)\n\n```yaml\n\(kind.example)\n```\n\n"
    text += "| key | needed | what may stand there | meaning |\n|---|---|---|---|\n"
    for field in kind.fields {
      let need = field.isRequired ? "yes" : "default \(field.fallbackText)"
      text += "| `\(field.key)` | \(need) | \(cell(field.form)) | \(cell(field.help)) |\n"
    }
    for section in Described.Section.allCases {
      let words = kind.words.filter { $0.section == section }
      guard !words.isEmpty else { continue }
      text += "\n| \(Self.head(section)) | |\n|---|---|\n"
      for word in words { text += "| `\(word.form)` | \(cell(word.help)) |\n" }
    }
    return text
  }

  /// The same for a terminal.
  public var plain: String {
    var text = "\(kind.key): \(kind.help)\n\n"
    text += kind.example.split(separator: "\n").map { "    \($0)\n" }.joined() + "\nKeys\n"
    for field in kind.fields {
      let need = field.isRequired ? "needed" : "default \(field.fallbackText)"
      text += "  \(field.key): \(field.help); \(field.form) (\(need))\n"
    }
    for section in Described.Section.allCases {
      let words = kind.words.filter { $0.section == section }
      guard !words.isEmpty else { continue }
      text += "\n\(Self.title(section))\n"
      for word in words { text += "  \(word.form): \(word.help)\n" }
    }
    return text
  }

  /// A bar would end the cell.
  private func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  private static func head(_ section: Described.Section) -> String {
    switch section {
    case .value: "reference"
    case .picture: "`show:` of a figure"
    case .table: "`show:` of a table"
    case .arithmetic: "`show:` of a derivation"
    }
  }

  private static func title(_ section: Described.Section) -> String {
    switch section {
    case .value: "References, {{name.…}}"
    case .picture: "Figures, show:"
    case .table: "Tables, show:"
    case .arithmetic: "Derivations, show:"
    }
  }
}
