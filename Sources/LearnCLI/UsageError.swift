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
  public static func unknown(
    _ what: String, _ word: String, valid: [String], path: [CommandDescription] = []
  ) -> UsageError {
    UsageError("Unknown \(what) '\(word)'." + suggestion(for: word, among: valid), path: path)
  }

  static func suggestion(for word: String, among valid: [String]) -> String {
    nearest(to: word, among: valid).map { " Did you mean '\($0)'?" } ?? ""
  }

  /// The valid word that a slip of the finger may have turned into `word`: at most a third of its
  /// letters differ, or one begins with the other.
  static func nearest(to word: String, among valid: [String]) -> String? {
    let slips = valid.map { (word: $0, distance: editDistance(word, $0)) }
      .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
    if let slips, slips.distance <= max(1, max(word.count, slips.word.count) / 3) {
      return slips.word
    }
    guard word.count >= 3 else { return nil }
    return valid.sorted().first { $0.hasPrefix(word) || $0.hasSuffix(word) }
  }

  /// Letters put in, left out, changed or swapped with a neighbour.
  static func editDistance(_ a: String, _ b: String) -> Int {
    let a = Array(a)
    let b = Array(b)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
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
}
