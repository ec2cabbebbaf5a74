/// `epoch(1).weights` as its parts.
public struct ReferencePath: Equatable, Sendable {
  public struct Part: Equatable, Sendable {
    public var name: String
    public var arguments: [Int]

    public init(_ name: String, _ arguments: [Int] = []) {
      self.name = name
      self.arguments = arguments
    }
  }

  public var parts: [Part]

  public init(_ parts: [Part]) {
    self.parts = parts
  }
}

/// A reference that leads nowhere.
public struct ReferenceError: Error, Equatable, Sendable {
  public var message: String
  /// Words that would have been right in its place, for the nearest one to be suggested.
  public var valid: [String]
  /// The word that was not understood.
  public var word: String
  /// The key of the block that is to blame; empty for the block's `show:`.
  public var key: String

  public init(_ message: String, word: String = "", valid: [String] = [], key: String = "") {
    self.message = message
    self.word = word
    self.valid = valid
    self.key = key
  }
}

/// A number or a list of them that a reference stands for.
public struct Value: Equatable, Sendable {
  /// As people read it: with a real minus sign, "≈" before a rounded one.
  public var text: String
  public var numbers: [Double]
  /// The same for JSON and answer files: ASCII minus, no "≈".
  public var plain: [String]
  public var isRounded: Bool

  public init(text: String, numbers: [Double], plain: [String], isRounded: Bool = false) {
    self.text = text
    self.numbers = numbers
    self.plain = plain
    self.isRounded = isRounded
  }
}
