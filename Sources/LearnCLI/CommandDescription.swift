/// A command as data: what parsing, help, completions and the manual page are made from.
public struct CommandDescription: Sendable {
  public typealias Action = @Sendable (Invocation, CommandContext) throws -> Void

  public var name: String
  /// One sentence, as lists of commands show it.
  public var abstract: String
  /// Paragraphs for the command's own help, divided by empty lines; may be empty.
  public var discussion: String
  public var arguments: [ArgumentDescription]
  public var options: [OptionDescription]
  public var subcommands: [CommandDescription]
  /// What the command does; nil for a command that only has subcommands.
  public var action: Action?

  public init(
    _ name: String, abstract: String, discussion: String = "",
    arguments: [ArgumentDescription] = [], options: [OptionDescription] = [],
    subcommands: [CommandDescription] = [], action: Action? = nil
  ) {
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.arguments = arguments
    self.options = options
    self.subcommands = subcommands
    self.action = action
  }
}

/// A word of the command line that is found by its place.
public struct ArgumentDescription: Sendable {
  public enum Count: Sendable {
    case one, optional
    /// One or more.
    case many
    /// None or more.
    case any
  }

  /// What completion offers in its place.
  public enum Completion: Sendable {
    case none, files
    /// Names of lessons, and files.
    case lessons
    case words([String])
    case wordsOrFiles([String])
  }

  /// How to find out which lessons there are.
  static let lessonHint = "'learn list' shows all of them."

  public var name: String
  public var help: String
  public var count: Count
  public var completion: Completion
  /// What is said where it is missing: how to find out what may stand there; may be empty.
  public var hint: String

  public init(
    _ name: String, help: String, count: Count = .one, completion: Completion = .none,
    hint: String = ""
  ) {
    self.name = name
    self.help = help
    self.count = count
    self.completion = completion
    self.hint = hint
  }

  var isRequired: Bool { count == .one || count == .many }
  var repeats: Bool { count == .many || count == .any }

  /// `<name>`, `[<name>]`, `<name> ...` or `[<name> ...]`, as usage lines show it.
  var usage: String {
    switch count {
    case .one: "<\(name)>"
    case .optional: "[<\(name)>]"
    case .many: "<\(name)> ..."
    case .any: "[<\(name)> ...]"
    }
  }
}

/// A word of the command line that begins with `--`.
public struct OptionDescription: Sendable {
  /// What may follow the option. A value that does not fit ends the run with exit code 64.
  public enum Kind: Sendable {
    case flag
    case text(placeholder: String)
    /// A file or folder.
    case path(placeholder: String)
    case integer(placeholder: String, range: ClosedRange<Int>)
    case number(placeholder: String, range: ClosedRange<Double>)
    /// One of some words.
    case choice([String])
    /// Some of these words, divided by commas.
    case choices([String])
  }

  /// Without the dashes: `output`.
  public var name: String
  /// A single letter that means the same: `-o`.
  public var letter: Character?
  public var kind: Kind
  public var help: String
  /// What holds where the option is not given, as help shows it; nothing is done with it else.
  public var defaultText: String?

  public init(
    _ name: String, letter: Character? = nil, _ kind: Kind = .flag, help: String,
    default defaultText: String? = nil
  ) {
    self.name = name
    self.letter = letter
    self.kind = kind
    self.help = help
    self.defaultText = defaultText
  }

  /// `<n>`; nil for a flag.
  var placeholder: String? {
    switch kind {
    case .flag: nil
    case .text(let name), .path(let name), .integer(let name, _), .number(let name, _):
      "<\(name)>"
    case .choice, .choices: "<\(name)>"
    }
  }

  /// `--step <n>`, as error messages and usage lines name it.
  var usage: String { "--\(name)" + (placeholder.map { " \($0)" } ?? "") }

  /// `-o, --output <dir>`, as help lists it.
  var label: String { (letter.map { "-\($0), " } ?? "") + usage }

  /// Every command has it.
  static let help = OptionDescription("help", letter: "h", help: "Show help information.")
}
