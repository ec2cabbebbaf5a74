import LearnCLI
import Testing

@Suite struct CommandLineTests {
  /// A small table with every kind of option; its command prints what it got.
  static let root = CommandDescription(
    "tool", abstract: "A tool for tests.", discussion: "It does nothing.\n\nIt does it well.",
    subcommands: [
      CommandDescription(
        "show", abstract: "Show something.",
        arguments: [
          ArgumentDescription("thing", help: "What to show."),
          ArgumentDescription("more", help: "More of it.", count: .optional),
        ],
        options: [
          OptionDescription("all", letter: "a", help: "All of it."),
          OptionDescription("name", .text(placeholder: "name"), help: "A name."),
          OptionDescription("count", .integer(placeholder: "n", range: 1...9), help: "How many."),
          OptionDescription(
            "rate", .number(placeholder: "r", range: -1...1), help: "How fast.", default: "0.5"),
          OptionDescription("kind", .choice(["round", "square"]), help: "Which kind."),
          OptionDescription("parts", .choices(["top", "left"]), help: "Which parts."),
          OptionDescription("output", letter: "o", .path(placeholder: "dir"), help: "Where to."),
        ]
      ) { invocation, context in
        context.output.line(invocation.arguments.joined(separator: "|"))
        for name in ["all", "name", "count", "rate", "kind", "output"] {
          if let value = invocation.value(name) { context.output.line("\(name)=\(value)") }
        }
        if let parts = invocation.list("parts") {
          context.output.line("parts=" + parts.joined(separator: "+"))
        }
      },
      CommandDescription("hide", abstract: "Hide something.") { _, _ in },
    ])

  @Test(arguments: [
    (["show", "x"], "x\n"),
    (["show", "--all", "x", "y"], "x|y\nall=\n"),
    (["show", "-a", "x"], "x\nall=\n"),
    (["show", "x", "--name", "Ada", "--count=3"], "x\nname=Ada\ncount=3\n"),
    (["show", "x", "--rate", "-0.5"], "x\nrate=-0.5\n"),
    (["show", "x", "--parts", "top,left"], "x\nparts=top+left\n"),
    (["show", "x", "--parts", "top", "--parts", "left"], "x\nparts=top+left\n"),
    (["show", "--", "--all", "-o"], "--all|-o\n"),
    (["show", "x", "-o", "/tmp"], "x\noutput=/tmp\n"),
    (["show", "-"], "-\n"),
  ])
  func parses(_ words: [String], _ expected: String) {
    let run = Run(words, root: Self.root)
    #expect(run.output == expected)
    #expect(run.messages == "")
    #expect(run.code == .success)
  }

  @Test(arguments: [
    (["shwo"], "Unknown command 'shwo'. Did you mean 'show'?"),
    (["entirely"], "Unknown command 'entirely'."),
    (["--al"], "Unknown option '--al'."),
    (["show", "x", "--nmae", "y"], "Unknown option '--nmae'. Did you mean '--name'?"),
    (["show", "x", "--kidn=round"], "Unknown option '--kidn'. Did you mean '--kind'?"),
    (["show"], "Missing expected argument '<thing>'."),
    (["show", "x", "y", "z"], "Unexpected argument 'z'."),
    (["show", "x", "y", "z", "w"], "2 unexpected arguments: 'z', 'w'."),
    (["show", "x", "--name"], "Missing value for '--name <name>'."),
    (["show", "x", "--name", "--all"], "Missing value for '--name <name>'."),
    (["show", "x", "--all=yes"], "The option '--all' does not take a value."),
    (
      ["show", "x", "--count", "12"],
      "The value '12' is invalid for '--count <n>'. Please give a whole number from 1 to 9."
    ),
    (
      ["show", "x", "--count", "two"],
      "The value 'two' is invalid for '--count <n>'. Please give a whole number from 1 to 9."
    ),
    (
      ["show", "x", "--kind", "sqare"],
      "The value 'sqare' is invalid for '--kind <kind>'. Please choose 'round' or 'square'. "
        + "Did you mean 'square'?"
    ),
    (
      ["show", "x", "--parts", "top,lef"],
      "The value 'top,lef' is invalid for '--parts <parts>'. Please choose 'top' or 'left'. "
        + "Did you mean 'left'?"
    ),
    (
      ["show", "x", "--rate", "nan"],
      "The value 'nan' is invalid for '--rate <r>'. "
        + "Please give a number from -1.0 to 1.0."
    ),
  ])
  func refuses(_ words: [String], _ message: String) {
    let run = Run(words, root: Self.root)
    #expect(run.code == .usage)
    #expect(run.output == "")
    #expect(run.messages.hasPrefix("Error: \(message)\n"), "\(run.messages)")
    #expect(run.messages.contains("Usage: tool"))
    #expect(run.messages.contains("--help' for more information."))
  }

  @Test func helpOfACommand() {
    let expected = """
      OVERVIEW: Show something.

      USAGE: tool show [--all] [--name <name>] [--count <n>] [--rate <r>]
             [--kind <kind>] [--parts <parts>] [--output <dir>] <thing> [<more>]

      ARGUMENTS:
        <thing>                 What to show.
        <more>                  More of it.

      OPTIONS:
        -a, --all               All of it.
        --name <name>           A name.
        --count <n>             How many.
        --rate <r>              How fast. (default: 0.5)
        --kind <kind>           Which kind. (values: round, square)
        --parts <parts>         Which parts. (values: top, left)
        -o, --output <dir>      Where to.
        -h, --help              Show help information.

      """
    #expect(Run(["show", "--help"], root: Self.root).output == expected)
    #expect(Run(["show", "x", "-h"], root: Self.root).output == expected)
  }

  @Test func helpOfTheRoot() {
    let expected = """
      OVERVIEW: A tool for tests.

      It does nothing.

      It does it well.

      USAGE: tool <subcommand>

      OPTIONS:
        --version               Show the version; with --verbose, which loops train.
        -h, --help              Show help information.

      SUBCOMMANDS:
        show                    Show something.
        hide                    Hide something.

        See 'tool help <subcommand>' for detailed help.

      """
    #expect(Run([], root: Self.root).output == expected)
    #expect(Run(["--help"], root: Self.root).output == expected)
  }

  @Test func version() {
    #expect(Run(["--version"]).output == "learn \(Learn.version)\n")
    let verbose = Run(["--version", "--verbose"]).output
    #expect(verbose.hasPrefix("learn \(Learn.version)\nloops and matrix products for x86-64"))
  }
}
