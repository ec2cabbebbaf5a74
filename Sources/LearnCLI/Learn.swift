/// The command-line program.
public enum Learn {
  /// The version that `learn --version` prints and pages carry.
  public static let version = "0.1.0"

  /// Runs the program with the words after its name; returns the exit code.
  public static func run(_ arguments: [String]) -> Int32 {
    print("learn \(version)")
    return 0
  }
}
