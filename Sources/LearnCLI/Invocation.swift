import Datasets

/// A command line that fits its command's description.
public struct Invocation: Sendable {
  /// The commands from the root to the one that was meant.
  public var path: [CommandDescription]
  /// Words that belong to arguments, in order.
  public var arguments: [String]
  /// The values of each option by its name, in the order given; a flag has empty strings.
  var values: [String: [String]]

  /// The command that was meant. The path is never empty.
  public var command: CommandDescription { path[path.count - 1] }

  /// Whether the flag was given.
  public func flag(_ name: String) -> Bool { values[name] != nil }

  /// The last value given for an option, as it was written.
  public func value(_ name: String) -> String? { values[name]?.last }

  /// Where '--output' puts a file; nil where it is not given. In a folder, the file has the name that
  /// it would have without the option.
  func outputFile(named name: String) -> String? {
    guard let path = value("output") else { return nil }
    if path.hasSuffix("/") { return path + name }
    return isFolder(path) ? "\(path)/\(name)" : path
  }

  /// All values given for an option; words divided by commas count one by one.
  public func list(_ name: String) -> [String]? {
    values[name]?.flatMap { $0.split(separator: ",", omittingEmptySubsequences: true) }
      .map(String.init)
  }

  /// The whole number given for an option of that kind.
  public func integer(_ name: String) -> Int? { value(name).flatMap { Int($0) } }

  /// The number given for an option of that kind.
  public func number(_ name: String) -> Double? { value(name).flatMap { Double($0) } }
}

/// What a command may know of the world around it; tests hand in another one.
public struct CommandContext: Sendable {
  public var output: Output
  public var messages: Output
  public var environment: @Sendable (String) -> String?
  /// The folder of the running binary, symbolic links resolved; nil where it cannot be found.
  public var binaryFolder: String?
  /// Whether a person may be asked: input and output are both a terminal.
  public var isInteractive: Bool
  /// The table that help, completions and suggestions are made from.
  public var root: CommandDescription

  public init(
    output: Output, messages: Output, environment: @escaping @Sendable (String) -> String?,
    binaryFolder: String?, isInteractive: Bool, root: CommandDescription
  ) {
    self.output = output
    self.messages = messages
    self.environment = environment
    self.binaryFolder = binaryFolder
    self.isInteractive = isInteractive
    self.root = root
  }

  /// Whether terminals may be sent more than lines of text. A dumb one prints what should move its
  /// cursor.
  public var isTerminalAble: Bool {
    let name = environment("TERM") ?? ""
    return !name.isEmpty && name != "dumb"
  }

  /// Whether standard output may be coloured.
  public var isColored: Bool {
    output.isTerminal && (environment("NO_COLOR") ?? "").isEmpty && isTerminalAble
  }

  /// Whether progress may be told by a line that changes.
  public var showsProgress: Bool { messages.isTerminal && isTerminalAble }
}
