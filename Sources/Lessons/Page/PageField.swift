import Figures

/// A field of an experiment as a page offers it to its reader.
struct PageField {
  private let field: AnyField
  /// In flow notation; empty where the experiment gives none.
  private let value: String
  private let words: Words

  init(_ field: AnyField, value: String, _ words: Words) {
    self.field = field
    self.value = value
    self.words = words
  }

  /// `parts` are the items of a list of numbers, each with a box of its own, `rows` those of a
  /// table; `words` what may be chosen; `places` the digits after the point by which a step changes a number, null where
  /// steps make no sense.
  var json: TraceJSON {
    .object([
      JSONMember("key", .string(field.key)), JSONMember("value", .string(value)),
      JSONMember("help", .string(words(field.help))),
      JSONMember("fallback", .string(field.fallbackText)),
      JSONMember("parts", .strings(parts)),
      JSONMember("rows", .list(rows.map { .strings($0) })), JSONMember("words", .strings(choices)),
      JSONMember("places", places.map { .integer($0) } ?? .null),
    ])
  }

  private var parts: [String] {
    guard case .decimals = field.control, let node = FlowText.node(value),
      case .sequence(let items) = node.content
    else { return [] }
    let texts = items.compactMap { $0.scalar }
    return texts.count == items.count ? texts : []
  }

  /// The cells of a table that is small enough to be shown cell by cell.
  private var rows: [[String]] {
    guard let node = FlowText.node(value), case .sequence(let lines) = node.content,
      lines.count <= 12
    else { return [] }
    var rows: [[String]] = []
    for line in lines {
      guard case .sequence(let items) = line.content, items.count <= 12 else { return [] }
      let texts = items.compactMap { $0.scalar }
      guard texts.count == items.count else { return [] }
      rows.append(texts)
    }
    return rows
  }

  private var choices: [String] {
    switch field.control {
    case .words(let words): words
    case .flag: ["true", "false"]
    default: []
    }
  }

  private var places: Int? {
    switch field.control {
    case .number: 0
    case .decimals: parts.isEmpty ? nil : 1
    case .words, .flag, .table: nil
    case .text: Double(value) == nil ? nil : 1
    }
  }
}
