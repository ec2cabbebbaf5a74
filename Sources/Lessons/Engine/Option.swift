/// A key of a `figure` block that only some pictures have: which rate, which layer.
public struct Option<Run: Sendable, Value: Sendable>: Sendable {
  let key: String
  let form: String
  let help: String
  /// What holds where the block does not give it; nil where it has to.
  let fallback: (@Sendable (Run) -> Value)?
  /// The value of a text; a message and the words that would be right where it has none.
  let read: @Sendable (Run, String) throws(ReferenceError) -> Value

  /// The number of one of several things, counted from 1; the value counts from 0.
  static func index(
    _ key: String, _ help: String, of count: @escaping @Sendable (Run) -> Int,
    fallback: (@Sendable (Run) -> Int)? = nil
  ) -> Option<Run, Int> {
    Option<Run, Int>(
      key: key, form: "a number from 1", help: help, fallback: fallback
    ) { (run: Run, text: String) throws(ReferenceError) -> Int in
      let count = count(run)
      guard let number = Int(text), number >= 1, number <= count else {
        throw ReferenceError("\(key): a number from 1 to \(count) is needed here")
      }
      return number - 1
    }
  }

  /// One of the names that the run knows; the value is its place among them.
  static func name(
    _ key: String, _ help: String, among names: @escaping @Sendable (Run) -> [String],
    fallback: (@Sendable (Run) -> Int)? = nil
  ) -> Option<Run, Int> {
    Option<Run, Int>(key: key, form: "a name", help: help, fallback: fallback) {
      (run: Run, text: String) throws(ReferenceError) -> Int in
      let names = names(run)
      guard let place = names.firstIndex(of: text) else {
        throw ReferenceError("\(key): there is no \"\(text)\" here", word: text, valid: names)
      }
      return place
    }
  }

  /// One of the words that the run knows.
  static func word(
    _ key: String, _ help: String, among words: @escaping @Sendable (Run) -> [String],
    fallback: (@Sendable (Run) -> String)? = nil
  ) -> Option<Run, String> {
    Option<Run, String>(key: key, form: "a word", help: help, fallback: fallback) {
      (run: Run, text: String) throws(ReferenceError) -> String in
      let words = words(run)
      guard words.contains(text) else {
        throw ReferenceError("\(key): there is no \"\(text)\" here", word: text, valid: words)
      }
      return text
    }
  }
}

/// An option without the type of its value.
public struct AnyOption<Run: Sendable>: Sendable {
  let key: String
  let form: String
  let help: String
  let isRequired: Bool
  let check: @Sendable (Run, String) throws(ReferenceError) -> Void

  init<Value>(_ option: Option<Run, Value>) {
    key = option.key
    form = option.form
    help = option.help
    isRequired = option.fallback == nil
    check = { (run: Run, text: String) throws(ReferenceError) in
      _ = try option.read(run, text)
    }
  }
}

/// What a block asks of a picture, its options read.
public struct PictureRequest<Run: Sendable>: Sendable {
  let run: Run
  /// The step, 0 for the start; nil where the block gives none.
  let step: Int?
  /// A picture for pupils to complete.
  let isTask: Bool
  let texts: [String: String]

  subscript<Value>(option: Option<Run, Value>) -> Value {
    if let text = texts[option.key], let value = try? option.read(run, text) { return value }
    guard let fallback = option.fallback else {
      preconditionFailure("\(option.key) is read, but not among the options of its picture")
    }
    return fallback(run)
  }

  /// nil where the block does not give the option.
  func given<Value>(_ option: Option<Run, Value>) -> Value? {
    texts[option.key].flatMap { try? option.read(run, $0) }
  }
}
