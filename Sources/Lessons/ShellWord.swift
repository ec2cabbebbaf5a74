/// Words of commands that people copy.
public enum ShellWord {
  /// A word as a shell has to be given it: `my-gate`, `'my gate'`.
  public static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_.,:+@%/".contains($0) }
    if isPlain, !word.isEmpty { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
