import Drawing

/// A command line that does not fit: exit code 64. The texts follow swift-argument-parser's.
public struct UsageError: Error, Sendable {
  public var message: String
  /// The command whose usage is shown below the message, from the root; empty for none.
  public var path: [CommandDescription]

  public init(_ message: String, path: [CommandDescription] = []) {
    self.message = message
    self.path = path
  }

  /// "Unknown lesson 'perceptron-amd'. Did you mean 'perceptron-and'?"
  ///
  /// - Parameter hint: What is said where no valid word is near: how to find out which there are.
  public static func unknown(
    _ what: String, _ word: String, valid: [String], hint: String = "",
    path: [CommandDescription] = []
  ) -> UsageError {
    var message = "Unknown \(what) '\(word)'." + suggestion(for: word, among: valid)
    if !message.hasSuffix("?"), !hint.isEmpty { message += " " + hint }
    return UsageError(message, path: path)
  }

  /// "Please choose 'bash', 'zsh', or 'fish'.", for words that are few.
  static func choice(among valid: [String]) -> String {
    let list = valid.map { "'\($0)'" }
    guard let last = list.last else { return "There is none." }
    let others = list.dropLast().joined(separator: ", ")
    let or = list.count < 3 ? " or " : ", or "
    return others.isEmpty ? "There is only \(last)." : "Please choose \(others)\(or)\(last)."
  }

  static func suggestion(for word: String, among valid: [String]) -> String {
    NearestWord.to(word, in: valid).map { " Did you mean '\($0)'?" } ?? ""
  }
}

/// A run that ended without having done what was asked, for a reason in the world.
public struct CommandFailure: Error, Sendable {
  public var message: String
  public var code: ExitCode

  public init(_ message: String, code: ExitCode) {
    self.message = message
    self.code = code
  }
}

/// The codes of BSD's sysexits that this program ends with.
public enum ExitCode: Int32, Sendable {
  case success = 0
  /// A check that did not hold.
  case failure = 1
  case usage = 64
  /// A lesson or file with faults.
  case badData = 65
  case missingInput = 66
  case internalError = 70
  case cannotWrite = 73
  case interrupted = 130
  case hungUp = 129
  case terminated = 143
}
