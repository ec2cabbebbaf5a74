/// The help of a command as text, laid out as swift-argument-parser does.
struct HelpPage {
  /// The commands from the root to the one explained.
  var path: [CommandDescription]
  /// Columns to fill.
  var width: Int

  /// Where explanations begin.
  private static let labelWidth = 26

  private var command: CommandDescription { path[path.count - 1] }
  private var name: String { path.map(\.name).joined(separator: " ") }

  /// `USAGE: learn lesson <name> [--step <n>] …`, without its first word.
  var usage: String {
    guard command.subcommands.isEmpty else { return "\(name) <subcommand>" }
    let options = command.options.map { "[\($0.usage)]" }
    return ([name] + options + command.arguments.map(\.usage)).joined(separator: " ")
  }

  var text: String {
    var sections = ["OVERVIEW: " + command.abstract.filled(width: width, first: 10)]
    if !command.discussion.isEmpty {
      sections.append(
        command.discussion.paragraphs.map { $0.filled(width: width) }.joined(separator: "\n\n"))
    }
    sections.append("USAGE: " + usage.filled(width: width, indent: 7, first: 7))
    if !command.arguments.isEmpty {
      sections.append(list("ARGUMENTS", command.arguments.map { ("<\($0.name)>", $0.help) }))
    }
    sections.append(list("OPTIONS", options.map { ($0.label, $0.explanation) }))
    if !command.subcommands.isEmpty {
      sections.append(list("SUBCOMMANDS", command.subcommands.map { ($0.name, $0.abstract) }))
      sections.append("  See '\(path[0].name) help <subcommand>' for detailed help.")
    }
    return sections.joined(separator: "\n\n") + "\n"
  }

  var options: [OptionDescription] {
    let version = OptionDescription(
      "version", help: "Show the version; with --verbose, which loops train.")
    return command.options + (path.count == 1 ? [version] : []) + [.help]
  }

  private func list(_ title: String, _ rows: [(label: String, help: String)]) -> String {
    var text = title + ":"
    for row in rows {
      let label = "  " + row.label
      text += "\n" + label
      if row.help.isEmpty { continue }
      let isLong = label.count >= Self.labelWidth
      if isLong {
        text += "\n" + String(repeating: " ", count: Self.labelWidth)
      } else {
        text += String(repeating: " ", count: Self.labelWidth - label.count)
      }
      text += row.help.filled(width: width, indent: Self.labelWidth, first: Self.labelWidth)
    }
    return text
  }
}

extension OptionDescription {
  /// The help text with the words that a choice accepts and the default.
  var explanation: String {
    var text = help
    switch kind {
    case .choice(let words), .choices(let words):
      text += " (values: \(words.joined(separator: ", "))"
      text += defaultText.map { "; default: \($0))" } ?? ")"
    default:
      text += defaultText.map { " (default: \($0))" } ?? ""
    }
    return text
  }
}

extension String {
  /// Parts divided by empty lines; the lines of a part joined.
  var paragraphs: [String] {
    var paragraphs: [String] = []
    var lines: [Substring] = []
    for line in (self + "\n\n").split(separator: "\n", omittingEmptySubsequences: false) {
      if !line.isEmpty {
        lines.append(line)
      } else if !lines.isEmpty {
        paragraphs.append(lines.joined(separator: " "))
        lines = []
      }
    }
    return paragraphs
  }
}
