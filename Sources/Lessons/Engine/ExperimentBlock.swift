/// What an experiment's block said, for whoever plays it again with other values.
public struct ExperimentBlock: Equatable, Sendable {
  /// A field's value in YAML's flow notation: `[0.8, -1, -1]`; empty where the block gives none.
  public struct Text: Equatable, Sendable {
    public var key: String
    public var value: String
  }

  /// The kind's key.
  public let kind: String
  /// All fields of the kind, in its order.
  public let fields: [Text]

  /// Whether a field asks for an image of a data set, which only the program can read.
  public var readsData: Bool {
    fields.contains { $0.key == "image" && $0.value.unicodeScalars.first == "{" }
  }
}
