import Figures

/// A word that references may say of a subject, and what it stands for: `{{valley.rate(1)}}`. The
/// subject is a run, or a part of it such as a step, which has entries of its own.
public struct Entry<Subject: Sendable>: Sendable {
  let name: String
  /// How many numbers stand in its brackets.
  let arity: Int
  /// As the documents write it: `rate(1)`.
  let form: String
  let help: String
  /// The entries of the part that it stands for; empty where it stands for a value.
  let inner: [Described]
  /// The words that stand for it, where the run knows them; nil where it is `name` alone.
  private let names: (@Sendable (Subject) -> [String])?
  /// nil where the subject has no such thing.
  private let answer:
    @Sendable (Subject, [Int], ArraySlice<ReferencePath.Part>)
      throws(ReferenceError) -> Value?

  private init(
    _ name: String, arity: Int, form: String, _ help: String, inner: [Described] = [],
    names: (@Sendable (Subject) -> [String])? = nil,
    answer:
      @escaping @Sendable (Subject, [Int], ArraySlice<ReferencePath.Part>)
      throws(ReferenceError) -> Value?
  ) {
    self.name = name
    self.arity = arity
    self.form = form
    self.help = help
    self.inner = inner
    self.names = names
    self.answer = answer
  }

  /// A value: `{{valley.start}}`; nil where the run has none.
  init(_ name: String, _ help: String, _ value: @escaping @Sendable (Subject) -> Value?) {
    self.init(name, arity: 0, form: name, help) {
      (subject: Subject, _: [Int], rest: ArraySlice<ReferencePath.Part>)
        throws(ReferenceError) -> Value? in
      try Self.end(rest, after: name)
      return value(subject)
    }
  }

  /// A list of values: `{{valley.rate(1)}}`. `of` counts them; `from` is the first one's number.
  init(
    _ name: String, _ help: String, from first: Int = 1,
    of count: @escaping @Sendable (Subject) -> Int,
    _ value: @escaping @Sendable (Subject, Int) -> Value?
  ) {
    self.init(name, arity: 1, form: "\(name)(\(first))", help) {
      (subject: Subject, numbers: [Int], rest: ArraySlice<ReferencePath.Part>)
        throws(ReferenceError) -> Value? in
      try Self.end(rest, after: name)
      return value(subject, try Self.place(numbers[0], name, from: first, count(subject)))
    }
  }

  /// A table of values, rows and columns counted from 0: `{{edges.at(0,2)}}`.
  init(
    _ name: String, _ help: String, rows: @escaping @Sendable (Subject) -> Int,
    columns: @escaping @Sendable (Subject) -> Int,
    _ value: @escaping @Sendable (Subject, Int, Int) -> Value?
  ) {
    self.init(name, arity: 2, form: "\(name)(0,0)", help) {
      (subject: Subject, numbers: [Int], rest: ArraySlice<ReferencePath.Part>)
        throws(ReferenceError) -> Value? in
      try Self.end(rest, after: name)
      guard rows(subject) > 0 else { return nil }
      let row = try Self.place(numbers[0], "row", from: 0, rows(subject))
      return value(subject, row, try Self.place(numbers[1], "column", from: 0, columns(subject)))
    }
  }

  /// A part with entries of its own: `{{and.start.weights}}`.
  init<Part: Sendable>(
    _ name: String, _ help: String, entries: [Entry<Part>],
    _ part: @escaping @Sendable (Subject) -> Part?
  ) {
    self.init(name, arity: 0, form: name, help, inner: entries.flatMap { $0.described }) {
      (subject: Subject, _: [Int], rest: ArraySlice<ReferencePath.Part>)
        throws(ReferenceError) -> Value? in
      guard let part = part(subject) else { return nil }
      return try entries.value(rest, of: part, called: name)
    }
  }

  /// A list of such parts: `{{and.step(3).sum}}`.
  init<Part: Sendable>(
    _ name: String, _ help: String, from first: Int = 1,
    of count: @escaping @Sendable (Subject) -> Int, entries: [Entry<Part>],
    _ part: @escaping @Sendable (Subject, Int) -> Part?
  ) {
    self.init(
      name, arity: 1, form: "\(name)(\(first))", help, inner: entries.flatMap { $0.described }
    ) {
      (subject: Subject, numbers: [Int], rest: ArraySlice<ReferencePath.Part>)
        throws(ReferenceError) -> Value? in
      let place = try Self.place(numbers[0], name, from: first, count(subject))
      guard let part = part(subject, place) else { return nil }
      return try entries.value(rest, of: part, called: "\(name)(\(numbers[0]))")
    }
  }

  /// A part for each name that the run knows: `{{net.gradient.w11}}`.
  init(
    _ name: String, _ help: String, example: String,
    names: @escaping @Sendable (Subject) -> [String],
    _ value: @escaping @Sendable (Subject, Int) -> Value?
  ) {
    self.init(name, arity: 0, form: "\(name).\(example)", help) {
      (subject: Subject, _: [Int], rest: ArraySlice<ReferencePath.Part>)
        throws(ReferenceError) -> Value? in
      let names = names(subject)
      guard let word = rest.first else {
        throw ReferenceError("which \(name)?", word: "", valid: names)
      }
      try Self.end(rest.dropFirst(), after: word.name)
      guard let place = names.firstIndex(of: word.name), word.arguments.isEmpty else {
        throw ReferenceError(
          "there is no \(name) called \"\(word.name)\"", word: word.name, valid: names)
      }
      return value(subject, place)
    }
  }

  /// A part with entries of its own for each name that the run knows: `{{cnn.conv1.rows}}`.
  init<Part: Sendable>(
    names: @escaping @Sendable (Subject) -> [String], example: String, _ help: String,
    entries: [Entry<Part>], _ part: @escaping @Sendable (Subject, Int) -> Part?
  ) {
    self.init(
      "", arity: 0, form: example, help, inner: entries.flatMap { $0.described }, names: names
    ) {
      (subject: Subject, places: [Int], rest: ArraySlice<ReferencePath.Part>)
        throws(ReferenceError) -> Value? in
      guard let part = part(subject, places[0]) else { return nil }
      return try entries.value(rest, of: part, called: names(subject)[places[0]])
    }
  }

  /// The numbers with which a word asks for it; nil where the word is another.
  func numbers(_ word: ReferencePath.Part, of subject: Subject) -> [Int]? {
    if let names {
      guard word.arguments.isEmpty, let place = names(subject).firstIndex(of: word.name) else {
        return nil
      }
      return [place]
    }
    return name == word.name && arity == word.arguments.count ? word.arguments : nil
  }

  /// How the words are written that stand for it.
  func forms(of subject: Subject) -> [String] {
    if let names { names(subject) } else { [form] }
  }

  func value(_ subject: Subject, _ numbers: [Int], _ rest: ArraySlice<ReferencePath.Part>)
    throws(ReferenceError) -> Value
  {
    guard let value = try answer(subject, numbers, rest) else {
      throw ReferenceError("there is no \"\(form)\" here: \(help)")
    }
    return value
  }

  var described: [Described] {
    inner.isEmpty
      ? [Described(section: .value, form: form, help: help)]
      : inner.map {
        Described(section: .value, form: "\(form).\($0.form)", help: "\($0.help) \(help)")
      }
  }

  private static func place(_ number: Int, _ what: String, from first: Int, _ count: Int)
    throws(ReferenceError) -> Int
  {
    guard number >= first, number - first < count else {
      throw ReferenceError(
        count == 0
          ? "there is no \(what) \(number)"
          : "there is no \(what) \(number); they go from \(first) to \(first + count - 1)")
    }
    return number - first
  }

  private static func end(_ rest: ArraySlice<ReferencePath.Part>, after name: String)
    throws(ReferenceError)
  {
    if let more = rest.first {
      throw ReferenceError("\"\(name)\" is a value: \"\(more.name)\" cannot follow it")
    }
  }
}

extension Array {
  /// What the path stands for.
  ///
  /// - Parameter name: What the subject is called in messages: `step(3)`.
  func value<Subject>(
    _ path: ArraySlice<ReferencePath.Part>, of subject: Subject, called name: String
  ) throws(ReferenceError) -> Value where Element == Entry<Subject> {
    let valid = flatMap { $0.forms(of: subject) }
    guard let first = path.first else {
      throw ReferenceError("what of \(name)?", word: "", valid: valid)
    }
    for entry in self {
      guard let numbers = entry.numbers(first, of: subject) else { continue }
      return try entry.value(subject, numbers, path.dropFirst())
    }
    if let known = self.first(where: { $0.name == first.name }) {
      throw ReferenceError("\"\(first.name)\" is written \"\(known.form)\"")
    }
    throw ReferenceError(
      "\(name) has nothing called \"\(first.name)\"", word: first.name, valid: valid)
  }
}
