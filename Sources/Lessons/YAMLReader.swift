import CYAML

/// A YAML text that cannot be read, with its place in the lesson file.
struct YAMLError: Error {
  var message: String
  var line: Int
  var column: Int
  /// What to do about it; nil where the message says it all.
  var hint: String?
}

/// Reads one YAML document through libyaml's events. Anchors and aliases are refused: lessons do
/// not need them, and they are how a small file becomes a huge one.
struct YAMLReader {
  private static let deepest = 32
  private var parser = yaml_parser_t()
  private let slip: YAMLSlip
  private let firstLine: Int
  private let firstColumn: Int

  private init(_ text: String, firstLine: Int, firstColumn: Int) {
    slip = YAMLSlip(text)
    self.firstLine = firstLine
    self.firstColumn = firstColumn
  }

  /// - Parameters:
  ///   - firstLine: the line of the lesson file on which `text` begins, counted from 1.
  ///   - firstColumn: the column at which its lines begin.
  /// - Returns: nil for an empty document.
  static func read(_ text: String, firstLine: Int, firstColumn: Int = 1) throws(YAMLError)
    -> YAMLNode?
  {
    var reader = YAMLReader(text, firstLine: firstLine, firstColumn: firstColumn)
    if let hidden = reader.slip.hidden { throw reader.error(hidden) }
    guard yaml_parser_initialize(&reader.parser) == 1 else {
      throw YAMLError(message: "no memory for reading YAML", line: firstLine, column: 1)
    }
    defer { yaml_parser_delete(&reader.parser) }
    let bytes = Array(text.utf8)
    let result: Result<YAMLNode?, YAMLError> = bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&reader.parser, buffer.baseAddress, buffer.count)
      do throws(YAMLError) { return .success(try reader.document()) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private mutating func document() throws(YAMLError) -> YAMLNode? {
    _ = try next()  // the start of the stream
    let start = try next()
    if start.isEnd { return nil }
    let node = try value(try next(), depth: 0)
    _ = try next()  // the end of the document
    let after = try next()
    guard after.isEnd else {
      throw YAMLError(message: "a second YAML document begins here; one is enough", at: after)
    }
    return node
  }

  private mutating func value(_ event: Event, depth: Int) throws(YAMLError) -> YAMLNode {
    guard depth < Self.deepest else {
      throw YAMLError(message: "nested more than \(Self.deepest) levels deep", at: event)
    }
    switch event.kind {
    case .scalar(let text, let isPlain):
      return YAMLNode(
        content: .scalar(text, isPlain: isPlain), line: event.line, column: event.column)
    case .sequenceStart:
      var items: [YAMLNode] = []
      while true {
        let item = try next()
        if case .sequenceEnd = item.kind { break }
        items.append(try value(item, depth: depth + 1))
      }
      return YAMLNode(content: .sequence(items), line: event.line, column: event.column)
    case .mappingStart:
      var pairs: [(key: YAMLNode, value: YAMLNode)] = []
      while true {
        let key = try next()
        if case .mappingEnd = key.kind { break }
        let name = try value(key, depth: depth + 1)
        pairs.append((name, try value(try next(), depth: depth + 1)))
      }
      return YAMLNode(content: .mapping(pairs), line: event.line, column: event.column)
    case .alias:
      throw YAMLError(message: "YAML anchors and aliases are not used in lessons", at: event)
    case .sequenceEnd, .mappingEnd, .other, .end:
      throw YAMLError(message: "a value is missing here", at: event)
    }
  }

  // MARK: Errors

  /// What the parser stumbled over: one of the usual slips in plain words, else in its own.
  private func stumble() -> YAMLError {
    let problem = parser.problem.map { String(cString: $0) } ?? "not YAML"
    let context = parser.context.map { String(cString: $0) } ?? ""
    let found = slip.finding(
      problem: problem, at: place(parser.problem_mark), context: context,
      from: place(parser.context_mark))
    return found.map { error($0) }
      ?? YAMLError(
        message: "this is not YAML: \(problem)" + (context.isEmpty ? "" : " \(context)"),
        line: firstLine + Int(parser.problem_mark.line),
        column: firstColumn + Int(parser.problem_mark.column))
  }

  private func place(_ mark: yaml_mark_t) -> YAMLSlip.Place {
    YAMLSlip.Place(row: Int(mark.line), column: Int(mark.column))
  }

  private func error(_ found: YAMLSlip.Finding) -> YAMLError {
    YAMLError(
      message: found.message, line: firstLine + found.place.row,
      column: firstColumn + found.place.column, hint: found.hint)
  }

  fileprivate struct Event {
    enum Kind {
      case scalar(String, isPlain: Bool)
      case sequenceStart, sequenceEnd, mappingStart, mappingEnd, alias, end, other
    }
    var kind: Kind
    var line: Int
    var column: Int

    var isEnd: Bool {
      if case .end = kind { true } else { false }
    }
  }

  private mutating func next() throws(YAMLError) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else {
      throw stumble()
    }
    defer { yaml_event_delete(&event) }
    let kind: Event.Kind
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      // "\alpha" and "\theta" between double quotes are a bell and a tab.
      if scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE,
        bytes.contains(where: { $0 < 32 && $0 != 10 })
      {
        throw YAMLError(
          message: "a backslash between double quotes is a sign of its own",
          line: firstLine + Int(event.start_mark.line),
          column: firstColumn + Int(event.start_mark.column),
          hint: "put the text in single quotes: '…'")
      }
      kind = .scalar(
        String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
    case YAML_SEQUENCE_START_EVENT: kind = .sequenceStart
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT: kind = .mappingStart
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    case YAML_ALIAS_EVENT: kind = .alias
    case YAML_STREAM_END_EVENT: kind = .end
    default: kind = .other
    }
    return Event(
      kind: kind, line: firstLine + Int(event.start_mark.line),
      column: firstColumn + Int(event.start_mark.column))
  }
}

extension YAMLError {
  fileprivate init(message: String, at event: YAMLReader.Event) {
    self.init(message: message, line: event.line, column: event.column)
  }
}
