/// A key of an experiment's block: its name, what may stand there, and what it means.
///
/// A field without a fallback has to be given.
public struct Field<Value: Sendable>: Sendable {
  public let key: String
  /// What may stand there, in an author's words: "a whole number from 1 to 40".
  public let form: String
  public let help: String
  /// What a page shows to change it.
  public let control: FieldControl
  /// What holds where the key is missing, and how the documents write it.
  let fallback: Value?
  let fallbackText: String
  /// The value of a node; nil, with a finding, where it has none.
  let read: @Sendable (YAMLNode, Findings) -> Value?

  init(
    _ key: String, form: String, help: String, control: FieldControl = .text,
    fallback: Value? = nil, fallbackText: String = "",
    read: @escaping @Sendable (YAMLNode, Findings) -> Value?
  ) {
    self.key = key
    self.form = form
    self.help = help
    self.control = control
    self.fallback = fallback
    self.fallbackText = fallbackText
    self.read = read
  }

  /// The same field, with a value for blocks that do not give it.
  func or(_ fallback: Value, text: String) -> Field {
    Field(
      key, form: form, help: help, control: control, fallback: fallback, fallbackText: text,
      read: read)
  }

  /// The same field, nil where it is not given.
  var optional: Field<Value?> {
    let read = read
    return Field<Value?>(
      key, form: form, help: help, control: control, fallback: .some(nil), fallbackText: "none"
    ) { (node: YAMLNode, findings: Findings) -> Value?? in
      guard let value = read(node, findings) else { return nil }
      return .some(.some(value))
    }
  }
}

/// How a page lets its reader change a field.
public enum FieldControl: Equatable, Sendable {
  case number(ClosedRange<Double>)
  case decimals
  case table
  case words([String])
  case flag
  case text
}

/// A field without the type of its value.
public struct AnyField: Sendable {
  public let key: String
  public let form: String
  public let help: String
  public let control: FieldControl
  public let isRequired: Bool
  public let fallbackText: String
  /// Whether a node holds a value of the field; tells what is wrong where it does not.
  let accepts: @Sendable (YAMLNode, Findings) -> Bool

  /// - Parameter fallbackText: What holds where the key is missing, where that is told elsewhere.
  init<Value>(_ field: Field<Value>, fallbackText text: String? = nil) {
    key = field.key
    form = field.form
    help = field.help
    control = field.control
    isRequired = field.fallback == nil
    fallbackText = text ?? field.fallbackText
    accepts = { (node: YAMLNode, findings: Findings) -> Bool in
      field.read(node, findings) != nil
    }
  }
}
