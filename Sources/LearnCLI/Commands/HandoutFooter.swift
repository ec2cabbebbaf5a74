import Lessons
import Presenting

/// What stands at the foot of pages: the command that makes these very pages again, and the
/// version; no date, no path.
extension HandoutRun {
  /// - Parameters:
  ///   - played: The lesson; nil for a booklet of all lessons.
  ///   - variant: The code of the pupil's variant.
  ///   - name: What is printed at the name line.
  func footer(
    _ kind: PageKind, of played: PlayedLesson?, variant: String? = nil, name: String? = nil
  ) -> String {
    var words = command(kind, isBooklet: played == nil)
    if let variant { words += ["--variant", variant] }
    if let name { words += ["--name", name] }
    // A booklet's lessons have seeds of their own unless the run gives one.
    let seed = played.map { "\(self.seed(of: $0))" } ?? invocation.value("seed")
    if let seed { words += ["--seed", seed] }
    return line(words)
  }

  /// The foot of the grid of all answers.
  func footer(ofVariants count: Int, seed: UInt64) -> String {
    var words = command(.key, isBooklet: false) + ["--variants", "\(count)"]
    if let roster = invocation.value("roster") { words += ["--roster", Self.fileName(roster)] }
    return line(words + ["--seed", "\(seed)"])
  }

  /// Everything that the pages of one run have in common.
  private func command(_ kind: PageKind, isBooklet: Bool) -> [String] {
    // A path may say more of its owner than a page should.
    var words = [
      "learn", "handout", isBooklet ? "--all" : Self.fileName(invocation.arguments[0]),
    ]
    if kind != .handout { words.append("--\(kind.rawValue)") }
    let hasBlanks = kind == .worksheet || kind == .key
    for option in (hasBlanks ? ["blanks", "fade"] : []) + ["data", "epochs", "image", "language"] {
      guard let value = invocation.value(option) else { continue }
      let given = option == "blanks" ? invocation.list(option)?.joined(separator: ",") : value
      words += ["--\(option)", Self.fileName(given ?? value)]
    }
    if paper != .a4 { words += ["--paper", paper.rawValue] }
    if face != .inter { words += ["--font", face.rawValue] }
    for flag in ["two-up", "large"] where invocation.flag(flag) { words.append("--\(flag)") }
    return words
  }

  private func line(_ words: [String]) -> String {
    words.map(ShellWord.quoted).joined(separator: " ") + " · learn \(Learn.version)"
  }

  private static func fileName(_ path: String) -> String {
    path.contains("/") ? path.split(separator: "/").last.map(String.init) ?? path : path
  }
}
