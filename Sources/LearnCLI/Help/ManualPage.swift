/// The manual page, `learn(1)`, in the macros of man(7).
struct ManualPage {
  var root: CommandDescription
  var version: String

  var text: String {
    var lines = [
      ".TH \(root.name.uppercased()) 1 \"\" \"\(root.name) \(version)\" \"User Commands\"",
      ".SH NAME", "\(root.name) \\- \(Self.escaped(Self.lowercased(root.abstract)))",
      ".SH SYNOPSIS", ".B \(root.name)", ".I subcommand",
      ".RI [ options ]", ".SH DESCRIPTION",
    ]
    lines += root.discussion.paragraphs.flatMap { [".PP", Self.escaped($0)] }
    lines.append(".SH COMMANDS")
    for command in root.subcommands { lines += section(command, path: [root, command]) }
    lines += [
      ".SH EXIT STATUS", ".TP", ".B 0", "All is well.", ".TP", ".B 1", "A check did not hold.",
      ".TP", ".B 64", "The command line is wrong.", ".TP", ".B 65",
      "A lesson or a data file has faults; all of them are named.", ".TP", ".B 66",
      "A file or folder to be read is missing.", ".TP", ".B 70", "A fault of the program.",
      ".TP", ".B 73", "A file could not be written; no half of it is left.", ".TP", ".B 130",
      "Interrupted from the keyboard.",
      ".SH ENVIRONMENT", ".TP", ".B LEARN_LESSONS",
      "Folders with lessons, divided by colons, instead of those beside the program.", ".TP",
      ".B NO_COLOR", "No colours in the terminal.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ command: CommandDescription, path: [CommandDescription]) -> [String] {
    guard command.subcommands.isEmpty else {
      return command.subcommands.flatMap { section($0, path: path + [$0]) }
    }
    let page = HelpPage(path: path, width: 80)
    var lines = [
      ".SS \(Self.escaped(page.usage))", Self.escaped(command.abstract),
    ]
    lines += command.discussion.paragraphs.flatMap { [".PP", Self.escaped($0)] }
    for argument in command.arguments {
      lines += [".TP", ".I \(Self.escaped(argument.name))", Self.escaped(argument.help)]
    }
    for option in command.options {
      lines += [".TP", ".B \(Self.escaped(option.label))", Self.escaped(option.explanation)]
    }
    return lines
  }

  private static func lowercased(_ sentence: String) -> String {
    let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// Dashes that can be searched and copied, and no line that looks like a macro.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
