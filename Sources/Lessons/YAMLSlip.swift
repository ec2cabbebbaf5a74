/// What authors usually get wrong in YAML, told in plain words: the parser's own name what it
/// expected, not what was meant.
struct YAMLSlip {
  /// The lines of the text.
  private let rows: [[Character]]

  init(_ text: String) {
    rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0) }
  }

  /// A place in the text, counted from 0.
  struct Place {
    var row: Int
    var column: Int
  }

  /// What is wrong, with its place in the text and the cure.
  struct Finding {
    var message: String
    var hint: String
    var place: Place
  }

  // MARK: What no parser tells

  /// A no-break space where a space is needed: to YAML it is a letter, so that keys get other names
  /// and lose their values without a word.
  var hidden: Finding? {
    for (row, line) in rows.enumerated() {
      let start = line.prefix { $0.isWhitespace || $0 == "-" }
      if let column = start.firstIndex(where: { Self.isStrangeSpace($0) }) {
        return strangeSpace(row, column)
      }
      let key = line[start.count...].prefix { $0.isLetter || $0 == "-" || $0 == "_" }
      let colon = start.count + key.count
      if !key.isEmpty, colon + 1 < line.count, line[colon] == ":",
        Self.isStrangeSpace(line[colon + 1])
      {
        return strangeSpace(row, colon + 1)
      }
    }
    return nil
  }

  private static func isStrangeSpace(_ c: Character) -> Bool {
    c != " " && c != "\t" && c.isWhitespace || c == "\u{200B}" || c == "\u{FEFF}"
  }

  private func strangeSpace(_ row: Int, _ column: Int) -> Finding {
    Finding(
      message: "a no-break space stands here, which looks like a space and is none",
      hint: "delete it and type a plain space", place: Place(row: row, column: column))
  }

  // MARK: What the parser stumbles over

  /// - Parameters:
  ///   - problem: the parser's words, and where it stopped.
  ///   - context: what it was reading then, and where that began.
  /// - Returns: nil where none of the usual slips explains it.
  func finding(problem: String, at place: Place, context: String, from start: Place) -> Finding? {
    if let tab { return tab }
    let line = rows.indices.contains(place.row) ? rows[place.row] : []
    if context.contains("flow ") { return bracket(from: start, at: place) }
    if problem.contains("unknown escape") {
      return Finding(
        message: "a backslash between double quotes is a sign of its own",
        hint: "put the text in single quotes: '…'", place: start)
    }
    if context.contains("quoted scalar") {
      return Finding(
        message: "the quote that opens here is not closed", hint: "put the same one at its end",
        place: start)
    }
    if problem.contains("mapping values are not allowed") { return colon(line, place) }
    if problem.contains("could not find expected ':'") { return key(at: start) }
    if problem.contains("cannot start any token") || context.contains("an alias")
      || context.contains("an anchor") || context.contains("a tag")
      || context.contains("a block scalar") || context.contains("a directive")
    {
      let at = problem.contains("cannot start any token") ? place : start
      guard rows.indices.contains(at.row), rows[at.row].indices.contains(at.column) else {
        return nil
      }
      return Finding(
        message: "a text cannot begin with \"\(rows[at.row][at.column])\"",
        hint: "put the text in quotes", place: at)
    }
    if problem.contains("did not find expected") { return end(line, place) }
    return nil
  }

  private var tab: Finding? {
    for (row, line) in rows.enumerated() {
      let start = line.prefix { $0.isWhitespace || $0 == "-" }
      guard let column = start.firstIndex(of: "\t") else { continue }
      return Finding(
        message: "a tab stands before this line", hint: "indent with spaces, two for each level",
        place: Place(row: row, column: column))
    }
    return nil
  }

  private func bracket(from start: Place, at place: Place) -> Finding? {
    guard rows.indices.contains(start.row), rows[start.row].indices.contains(start.column) else {
      return nil
    }
    let open = rows[start.row][start.column]
    let close: Character = open == "{" ? "}" : "]"
    let rest = [Array(rows[start.row][start.column...])] + rows[(start.row + 1)...]
    if rest.reduce(0, { $0 + Self.depth($1) }) > 0 {
      return Finding(
        message: "the bracket \"\(open)\" that opens here is not closed",
        hint: "put \"\(close)\" after its last item", place: start)
    }
    return Finding(
      message: "a comma is missing before this, or it has a bracket too many",
      hint: "put a comma between two items; a text that holds a bracket stands in quotes",
      place: place)
  }

  /// How many more brackets open than close, those between double quotes left out.
  private static func depth(_ line: [Character]) -> Int {
    var depth = 0
    var isQuoted = false
    for c in line {
      if c == "\"" { isQuoted.toggle() }
      if !isQuoted, "[{".contains(c) { depth += 1 }
      if !isQuoted, "]}".contains(c) { depth -= 1 }
    }
    return depth
  }

  /// Where the value of a line begins; nil where it has none.
  private static func value(_ line: [Character]) -> Int? {
    guard
      let colon = line.indices.first(where: {
        line[$0] == ":" && line.dropFirst($0 + 1).first == " "
      })
    else { return nil }
    return line.indices[(colon + 1)...].first { line[$0] != " " }
  }

  private func colon(_ line: [Character], _ place: Place) -> Finding {
    guard let start = Self.value(line), start <= place.column else {
      return Finding(
        message: "this line is indented deeper than the one above, which has a value already",
        hint: "begin all keys of a block in the same column",
        place: Place(row: place.row, column: line.prefix { $0 == " " }.count))
    }
    let text = String(line[start...])
    let quote = text.contains("\"") ? "'" : "\""
    return Finding(
      message: "a text with a colon and a space in it has to stand in quotes",
      hint: "write \(String(line[..<start].drop { $0 == " " }))\(quote)\(text)\(quote)",
      place: Place(row: place.row, column: start))
  }

  private func key(at start: Place) -> Finding? {
    guard rows.indices.contains(start.row) else { return nil }
    let text = String(rows[start.row].drop { $0 == " " })
    return Finding(
      message: "\"\(text.prefix(40))\" is no line of a key and its value",
      hint: text.contains(":")
        ? "put a space after the colon" : "write \"key: value\", with a space after the colon",
      place: start)
  }

  /// Something stands behind the end of a value, or begins in a wrong column.
  private func end(_ line: [Character], _ place: Place) -> Finding {
    if let start = Self.value(line), start < place.column {
      let first = line[start]
      if first == "\"" || first == "'" {
        return Finding(
          message: "the quotes end before the text does",
          hint: first == "'"
            ? "write '' for an apostrophe between single quotes"
            : "write \\\" for a quote between double quotes", place: place)
      }
      if first == "{" || first == "[" {
        if Self.depth(Array(line[start...])) < 0 {
          return Finding(
            message: "\"\(line[min(place.column, line.count - 1)])\" closes no bracket",
            hint: "take it away, or put the bracket that it closes before it", place: place)
        }
        return Finding(
          message: "a text that begins with \"\(first)\" has to stand in quotes",
          hint: "put quotes around the whole text", place: Place(row: place.row, column: start))
      }
    }
    return Finding(
      message: "this line is indented unlike the others of its block",
      hint: "begin all keys of a block in the same column", place: place)
  }
}
