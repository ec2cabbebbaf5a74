extension Learn {
  static let help = CommandDescription(
    "help",
    abstract: "Show help for a command.",
    arguments: [
      ArgumentDescription(
        "command", help: "The command to explain, with its subcommand.", count: .any)
    ],
    options: [
      OptionDescription("man", help: "Print the manual page, for 'man -l -'.")
    ]
  ) { invocation, context in
    if invocation.flag("man") {
      context.output.write(ManualPage(root: context.root, version: version).text)
      return
    }
    var path = [context.root]
    for word in invocation.arguments {
      let commands = path[path.count - 1].subcommands
      guard let next = commands.first(where: { $0.name == word }) else {
        throw UsageError.unknown(
          "command", word, valid: commands.map(\.name), path: [context.root])
      }
      path.append(next)
    }
    context.output.write(HelpPage(path: path, width: helpWidth(context)).text)
  }

  static let completions = CommandDescription(
    "completions",
    abstract: "Print a completion script for a shell.",
    discussion: """
      Put it where your shell looks for completions, for example: \
      learn completions bash > ~/.local/share/bash-completion/completions/learn
      """,
    arguments: [
      ArgumentDescription(
        "shell", help: "bash, zsh or fish.",
        completion: .words(Completions.Shell.allCases.map(\.rawValue)))
    ]
  ) { invocation, context in
    let name = invocation.arguments[0]
    guard let shell = Completions.Shell(rawValue: name) else {
      let names = Completions.Shell.allCases.map(\.rawValue)
      throw UsageError.unknown(
        "shell", name, valid: names, hint: UsageError.choice(among: names), path: invocation.path)
    }
    context.output.write(Completions.script(for: shell))
  }
}
