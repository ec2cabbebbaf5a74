/// One setting of a layer or a recipe: the key that authors write, what may stand behind it, and
/// what it is for. Readers, checks and the documentation all follow from it.
public struct Setting: Hashable, Sendable {
  /// What may stand behind the key.
  public enum Form: Hashable, Sendable {
    case integer(ClosedRange<Int>)
    /// One number for height and width, or both: `[5, 3]`.
    case extent(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// From 0 to below 1.
    case part
    case word([String])
    /// The name of an initialiser.
    case initializer
    /// Every weight, in one list or in lists inside one another.
    case weights
    case flag
  }

  public let key: String
  public let form: Form
  /// What it is for, as a table of the documentation says it.
  public let help: String
  /// What holds where the author gives nothing; nil where the layer decides it, or nothing can.
  public let standard: SettingValue?
  public let isRequired: Bool

  public init(
    _ key: String, _ form: Form, _ help: String, standard: SettingValue? = nil,
    isRequired: Bool = false
  ) {
    self.key = key
    self.form = form
    self.help = help
    self.standard = standard
    self.isRequired = isRequired
  }
}

/// What an author, a model file or a program gave for a setting.
public enum SettingValue: Hashable, Sendable {
  case integer(Int)
  case extent(Extent)
  case number(Double)
  case word(String)
  case initializer(Initializer)
  case flag(Bool)
}

/// Values of some settings, by their keys. A setting without a value has its standard.
///
/// Readers check what they put in against the form of its setting, and that nothing required is
/// missing: to ask for a value of another form is a fault of the program.
public struct Settings: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  private var values: [String: SettingValue] = [:]

  public init() {}

  public init(dictionaryLiteral elements: (Setting, SettingValue)...) {
    for (setting, value) in elements { values[setting.key] = value }
  }

  public subscript(setting: Setting) -> SettingValue? {
    get { values[setting.key] ?? setting.standard }
    set { values[setting.key] = newValue }
  }

  /// These settings, and the others' where these say nothing.
  func merging(_ others: Settings) -> Settings {
    var result = others
    for (key, value) in values { result.values[key] = value }
    return result
  }

  /// Every value with its key, sorted: equal settings give equal text.
  public var text: String {
    var text = ""
    for key in values.keys.sorted() {
      guard let value = values[key] else { continue }
      text += (text.isEmpty ? "" : ", ") + key + ": " + value.text
    }
    return text
  }

  public func integer(_ setting: Setting) -> Int {
    if case .integer(let value)? = self[setting] { return value }
    preconditionFailure("no whole number \(setting.key)")
  }

  public func extent(_ setting: Setting) -> Extent? {
    if case .extent(let value)? = self[setting] { return value }
    return nil
  }

  public func number(_ setting: Setting) -> Double {
    if case .number(let value)? = self[setting] { return value }
    preconditionFailure("no number \(setting.key)")
  }

  public func word(_ setting: Setting) -> String {
    if case .word(let value)? = self[setting] { return value }
    preconditionFailure("no word \(setting.key)")
  }

  public func initializer(_ setting: Setting) -> Initializer? {
    if case .initializer(let value)? = self[setting] { return value }
    return nil
  }

  public func flag(_ setting: Setting) -> Bool {
    if case .flag(let value)? = self[setting] { return value }
    return false
  }
}

extension SettingValue {
  /// The value as an author writes it.
  public var text: String {
    switch self {
    case .integer(let value): "\(value)"
    case .extent(let value):
      value.height == value.width ? "\(value.height)" : "[\(value.height), \(value.width)]"
    case .number(let value): JSONValue.number(value).text
    case .word(let value): value
    case .initializer(let value): value.text
    case .flag(let value): value ? "true" : "false"
    }
  }
}
