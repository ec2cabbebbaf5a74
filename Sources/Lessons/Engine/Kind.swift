/// A kind of experiment, declared: which keys its block has, how they become a run, and what a
/// lesson may show of that run. One engine answers every question about it; a kind is a folder in
/// `Kinds` and a line in `AnyKind.all`.
///
/// ```swift
/// enum CoinKind: Kind {
///   static let key = "coin"
///   static let article = "a coin"
///   static let help = "A coin that is thrown."
///   static let example = "coin:\n  throws: 5"
///   static let throwCount = Field.integer("throws", 1...100, "how often it is thrown")
///   static let fields: [AnyField] = [AnyField(throwCount)]
///   static func run(_ values: FieldValues, _ world: World) throws(KindError) -> [Bool] { … }
///   static let shows = Shows<[Bool]> { Entry("throws", "how many there were") { .number($0.count) } }
/// }
/// ```
public protocol Kind {
  /// What it has when it has been played: the recorded steps and what they were computed from.
  associatedtype Run: Sendable
  /// The key of its block: `descent`.
  static var key: String { get }
  /// In an author's words: "a descent".
  static var article: String { get }
  /// A sentence about it for the documents.
  static var help: String { get }
  /// A whole block of it, in YAML, that plays as it stands.
  static var example: String { get }
  /// The keys that may stand in its block.
  static var fields: [AnyField] { get }
  /// Plays what the block says. Each value has been read and lies in its range; what only several
  /// of them together show to be wrong is thrown.
  static func run(_ values: FieldValues, _ world: World) throws(KindError) -> Run
  /// Steps, values, tables, pictures, arithmetic, records and ending.
  static var shows: Shows<Run> { get }
}

/// Why a block that reads well cannot be played.
public enum KindError: Error {
  /// The author's fault, each with its place; none where the findings have it already.
  case faults([Fault])
  #if !hasFeature(Embedded)
    /// The world's fault: a data set that cannot be read.
    case world(any Error)
  #endif

  public struct Fault: Sendable {
    var node: YAMLNode
    var message: String
    var hint: String?
  }

  static func fault(_ message: String, at node: YAMLNode, hint: String? = nil) -> KindError {
    .faults([Fault(node: node, message: message, hint: hint)])
  }
}

/// A kind without the type of its run.
public struct AnyKind: Sendable {
  /// More steps than that are too many to draw one by one.
  static let mostSteps = 2_500

  public let key: String
  public let article: String
  public let help: String
  public let example: String
  public let fields: [AnyField]
  /// What a lesson may show of it, for the documents.
  public let words: [Described]
  private let start: @Sendable (FieldValues, World) throws(KindError) -> PlayedExperiment

  init<K: Kind>(_: K.Type) {
    key = K.key
    article = K.article
    help = K.help
    example = K.example
    fields = K.fields
    words = K.shows.described
    start = { (values: FieldValues, world: World) throws(KindError) -> PlayedExperiment in
      let run = try K.run(values, world)
      return PlayedExperiment(
        run, of: ExperimentBlock(kind: K.key, fields: values.texts(of: K.fields)), shows: K.shows,
        world: world)
    }
  }

  /// Reads the value of its key and plays it.
  ///
  /// - Parameter overrides: Values that stand in place of the block's, by key.
  /// - Returns: nil, with diagnostics, where something is wrong.
  /// - Throws: `KindError.world` only.
  func play(
    _ node: YAMLNode, overrides: [String: YAMLNode], world: World, findings: Findings
  ) throws(KindError) -> PlayedExperiment? {
    guard
      let values = FieldValues(
        node, what: article, fields: fields, overrides: overrides, findings: findings)
    else { return nil }
    do {
      return try start(values, world)
    } catch {
      guard case .faults(let faults) = error else { throw error }
      for fault in faults { findings.error(fault.message, at: fault.node, hint: fault.hint) }
      return nil
    }
  }
}

/// A word of a kind with its meaning, as the documents list it.
public struct Described: Equatable, Sendable {
  public enum Section: String, CaseIterable, Sendable {
    case value, picture, table, arithmetic
  }

  public var section: Section
  /// As a lesson writes it: `rate(1)`.
  public var form: String
  public var help: String
}
