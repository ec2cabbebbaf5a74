/// Holds the words of a command line against a table of commands.
struct CommandLineParser {
  enum Result {
    case invocation(Invocation)
    /// `--help` stood anywhere.
    case help(path: [CommandDescription])
    /// `--version`, and whether `--verbose` followed.
    case version(isVerbose: Bool)
  }

  var root: CommandDescription

  /// - Throws: `UsageError` for the first word that does not fit.
  func parse(_ words: [String]) throws(UsageError) -> Result {
    var path = [root]
    var command = root
    var rest = words[...]
    // Subcommands come first, so that options always belong to the last one.
    while !command.subcommands.isEmpty, let word = rest.first {
      if word == "--help" || word == "-h" { return .help(path: path) }
      if word == "--version", path.count == 1 {
        return .version(isVerbose: rest.dropFirst().contains("--verbose"))
      }
      if word.hasPrefix("-"), word.count > 1 {
        throw unknownOption(word, path: path)
      }
      guard let next = command.subcommands.first(where: { $0.name == word }) else {
        // `learn version` is meant for an option.
        let valid = command.subcommands.map(\.name) + (path.count == 1 ? ["--version"] : [])
        throw UsageError.unknown("command", word, valid: valid, path: path)
      }
      path.append(next)
      command = next
      rest = rest.dropFirst()
    }
    if command.action == nil { return .help(path: path) }
    return try parse(rest, path: path)
  }

  private func parse(
    _ words: ArraySlice<String>, path: [CommandDescription]
  ) throws(UsageError) -> Result {
    let command = path[path.count - 1]
    var invocation = Invocation(path: path, arguments: [], values: [:])
    var rest = words
    var isLiteral = false
    var wantsHelp = false
    while let word = rest.popFirst() {
      if !isLiteral, word == "--" {
        isLiteral = true
      } else if !isLiteral, word == "--help" || word == "-h" {
        wantsHelp = true
      } else if !isLiteral, word.hasPrefix("-"), word.count > 1 {
        let cut = word.firstIndex(of: "=")
        let name = String(cut.map { word[..<$0] } ?? word[...])
        guard let option = command.options.first(where: { $0.matches(name) }) else {
          if wantsHelp { break }
          throw unknownOption(name, path: path)
        }
        let attached = cut.map { String(word[word.index(after: $0)...]) }
        let value = try self.value(of: option, attached: attached, rest: &rest, path: path)
        invocation.values[option.name, default: []].append(value)
      } else {
        invocation.arguments.append(word)
      }
    }
    if wantsHelp { return .help(path: path) }
    try checkCount(of: invocation)
    return .invocation(invocation)
  }

  private func value(
    of option: OptionDescription, attached: String?, rest: inout ArraySlice<String>,
    path: [CommandDescription]
  ) throws(UsageError) -> String {
    if case .flag = option.kind {
      guard attached == nil else {
        throw UsageError("The option '--\(option.name)' does not take a value.", path: path)
      }
      return ""
    }
    // A value may begin with a dash where it is a number.
    guard let value = attached ?? rest.first, attached != nil || !looksLikeOption(value) else {
      throw UsageError("Missing value for '\(option.usage)'.", path: path)
    }
    if attached == nil { rest.removeFirst() }
    if let complaint = option.complaint(about: value) {
      throw UsageError(
        "The value '\(value)' is invalid for '\(option.usage)'. \(complaint)", path: path)
    }
    return value
  }

  private func looksLikeOption(_ word: String) -> Bool {
    word.hasPrefix("-") && word.count > 1 && Double(word) == nil
  }

  private func unknownOption(_ name: String, path: [CommandDescription]) -> UsageError {
    let names = path[path.count - 1].options.map { "--\($0.name)" } + ["--help"]
    return .unknown(
      "option", name, valid: path.count == 1 ? names + ["--version"] : names, path: path)
  }

  private func checkCount(of invocation: Invocation) throws(UsageError) {
    let described = invocation.command.arguments
    let given = invocation.arguments
    let needed = described.filter(\.isRequired)
    if given.count < needed.count {
      let missing = needed[given.count]
      throw UsageError(
        "Missing expected argument '\(missing.usage)'."
          + (missing.hint.isEmpty ? "" : " " + missing.hint), path: invocation.path)
    }
    guard described.last?.repeats != true, given.count > described.count else { return }
    let extra = given.dropFirst(described.count).map { "'\($0)'" }
    throw UsageError(
      extra.count == 1
        ? "Unexpected argument \(extra[0])."
        : "\(extra.count) unexpected arguments: \(extra.joined(separator: ", ")).",
      path: invocation.path)
  }
}

extension OptionDescription {
  /// Whether `word`, dashes included, is this option's name.
  func matches(_ word: String) -> Bool {
    word == "--\(name)" || letter.map { word == "-\($0)" } ?? false
  }

  /// Why a value does not fit; nil where it does.
  func complaint(about value: String) -> String? {
    switch kind {
    case .flag, .text: nil
    case .path: value.isEmpty ? "Please give a path." : nil
    case .integer(_, let range):
      Int(value).map(range.contains) == true
        ? nil
        : "Please give a whole number" + Self.words(for: range, largest: Int.max) + "."
    case .number(_, let range):
      Double(value).map(range.contains) == true
        ? nil
        : "Please give a number"
          + Self.words(for: range, largest: Double.greatestFiniteMagnitude) + "."
    case .choice(let words): complaint(about: [value], words)
    case .choices(let words):
      complaint(about: value.split(separator: ",").map(String.init), words)
    }
  }

  private func complaint(about given: [String], _ words: [String]) -> String? {
    let wrong = given.first { !words.contains($0) }
    guard wrong != nil || given.isEmpty else { return nil }
    return UsageError.choice(among: words)
      + UsageError.suggestion(for: wrong ?? "", among: words)
  }

  private static func words<N: Comparable>(for range: ClosedRange<N>, largest: N) -> String {
    range.upperBound >= largest
      ? " of at least \(range.lowerBound)" : " from \(range.lowerBound) to \(range.upperBound)"
  }
}
