/// How many files a run leaves in a folder, and of what kinds.
public struct FileTally: Equatable, Sendable {
  public struct Part: Equatable, Sendable {
    public var count: Int
    /// "190 pictures (PNG)", or the name of a single file.
    public var text: String
  }

  public var folder: String
  public private(set) var parts: [Part] = []

  init(_ folder: String) {
    self.folder = folder
  }

  /// All files.
  public var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// Adds files of one kind, such as the pictures of one format; none are not mentioned.
  mutating func add(_ count: Int, _ kind: String, _ format: String) {
    guard count > 0 else { return }
    let text = "\(count) \(count == 1 ? kind : kind + "s") (\(format))"
    parts.append(Part(count: count, text: text))
  }

  /// Adds one file by its name.
  mutating func add(file name: String) { parts.append(Part(count: 1, text: name)) }

  /// "191 files in Output/cnn: 190 pictures (PNG), cnn.pdf"
  public var text: String {
    let what = parts.isEmpty ? "" : ": " + parts.map(\.text).joined(separator: ", ")
    return "\(count) \(count == 1 ? "file" : "files") in \(folder)\(what)"
  }
}
