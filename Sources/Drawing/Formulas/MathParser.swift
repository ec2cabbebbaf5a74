/// Reads the subset of LaTeX's mathematics that `MathCommands` lists, by recursive descent.
struct MathParser {
  private let characters: [Character]
  private var position = 0
  private var depth = 0
  /// Formulas are drawn by recursion, too; real ones have five levels at most.
  private static let deepest = 32

  init(_ source: String) {
    characters = Array(source)
  }

  mutating func parse() throws(MathError) -> MathNode {
    let node = try row(until: [])
    if position < characters.count {
      throw MathError("“\(characters[position])” without a beginning", offset: position)
    }
    return node
  }

  /// Goes one level down, for what `body` reads.
  private mutating func nested<Node>(
    _ body: (inout MathParser) throws(MathError) -> Node
  ) throws(MathError) -> Node {
    guard depth < Self.deepest else {
      throw MathError("nested more than \(Self.deepest) levels deep", offset: position)
    }
    depth += 1
    let node = try body(&self)
    depth -= 1
    return node
  }

  /// What ends a row; the end of the formula always does.
  private enum Stop: Equatable { case brace, cell, right, bracket }

  private mutating func row(until stops: [Stop]) throws(MathError) -> MathNode {
    try nested { (parser: inout MathParser) throws(MathError) -> MathNode in
      try parser.plainRow(until: stops)
    }
  }

  private mutating func plainRow(until stops: [Stop]) throws(MathError) -> MathNode {
    var nodes: [MathNode] = []
    while position < characters.count {
      let character = characters[position]
      if character == " " || character == "\n" || character == "\t" {
        position += 1
      } else if character == "}" {
        break
      } else if character == "&" || upcoming("\\\\") || upcoming("\\end") {
        if stops.contains(.cell) { break }
        throw MathError("“\(upcoming("&") ? "&" : "\\\\")” outside a table", offset: position)
      } else if upcoming("\\right"), !upcoming("\\rightarrow") {
        if stops.contains(.right) { break }
        throw MathError("\\right without \\left", offset: position)
      } else if character == "'" || character == "′" || character == "_" || character == "^" {
        nodes.append(try scripts(on: nodes.popLast()))
      } else {
        nodes.append(try atom())
      }
    }
    return nodes.count == 1 ? nodes[0] : .row(nodes)
  }

  private func upcoming(_ text: String) -> Bool {
    characters[position...].starts(with: text)
  }

  private mutating func scripts(on base: MathNode?) throws(MathError) -> MathNode {
    guard let base else {
      throw MathError("“\(characters[position])” has nothing to stand at", offset: position)
    }
    var sub: MathNode?
    var sup: MathNode?
    var primes = 0
    scanning: while position < characters.count {
      switch characters[position] {
      case " ": position += 1
      case "'", "′":
        primes += 1
        position += 1
      case "_":
        if sub != nil { throw MathError("two subscripts at one place", offset: position) }
        position += 1
        sub = try argument(of: "_")
      case "^":
        if sup != nil { throw MathError("two superscripts at one place", offset: position) }
        position += 1
        sup = try argument(of: "^")
      default: break scanning
      }
    }
    return .scripts(base, sub: sub, sup: sup, primes: primes)
  }

  /// One group in braces, or one sign.
  private mutating func argument(of name: String) throws(MathError) -> MathNode {
    while position < characters.count, characters[position] == " " { position += 1 }
    guard position < characters.count, characters[position] != "}", characters[position] != "&"
    else { throw MathError("\(name) needs something after it", offset: position) }
    if characters[position] == "{" { return try group() }
    // As in TeX, `x_12` takes the 1 only.
    if characters[position].isASCII, characters[position].isNumber {
      position += 1
      return .number(String(characters[position - 1]))
    }
    return try nested { (parser: inout MathParser) throws(MathError) -> MathNode in
      try parser.atom()
    }
  }

  private mutating func group() throws(MathError) -> MathNode {
    let start = position
    position += 1
    let node = try row(until: [.brace])
    guard position < characters.count, characters[position] == "}" else {
      throw MathError("“{” is never closed", offset: start)
    }
    position += 1
    // As in TeX, a sign in braces has no room around it: `0{,}5`.
    if case .symbol(var symbol) = node {
      symbol.role = .ordinary
      return .symbol(symbol)
    }
    return node
  }

  /// Words between braces, taken as they are.
  private mutating func words(of name: String) throws(MathError) -> String {
    let start = position
    guard position < characters.count, characters[position] == "{" else {
      throw MathError("\(name) needs “{…}” after it", offset: start)
    }
    position += 1
    var text = ""
    var depth = 0
    while position < characters.count {
      let character = characters[position]
      position += 1
      if character == "}", depth == 0 { return text }
      depth += character == "{" ? 1 : character == "}" ? -1 : 0
      if character == "\\", position < characters.count {
        text.append(characters[position])
        position += 1
      } else {
        text.append(character)
      }
    }
    throw MathError("“{” is never closed", offset: start)
  }

  private mutating func atom() throws(MathError) -> MathNode {
    let character = characters[position]
    if character == "{" { return try group() }
    if character == "\\" { return try command() }
    if character.isASCII, character.isNumber { return number() }
    if let symbol = MathCommands.plain[character] {
      position += 1
      return .symbol(symbol)
    }
    if character.isLetter {
      position += 1
      return .variable(String(character))
    }
    throw MathError("“\(character)” has no meaning in a formula", offset: position)
  }

  private mutating func number() -> MathNode {
    let start = position
    func isDigit(_ index: Int) -> Bool {
      index < characters.count && characters[index].isASCII && characters[index].isNumber
    }
    while isDigit(position) { position += 1 }
    if position < characters.count, characters[position] == ".", isDigit(position + 1) {
      position += 1
      while isDigit(position) { position += 1 }
    }
    return .number(String(characters[start..<position]))
  }

  private mutating func command() throws(MathError) -> MathNode {
    let start = position
    let name = commandName()
    if name.isEmpty { throw MathError("“\\” has no command after it", offset: start) }
    if let symbol = MathCommands.symbols[name] { return .symbol(symbol) }
    if let letter = MathCommands.greek[name] { return .variable(letter) }
    if MathCommands.functions.contains(name) { return .word(name, .function) }
    if let width = MathCommands.spaces[name] { return .space(width) }
    if let accent = MathCommands.accents[name] {
      return .accent(accent, try argument(of: "\\\(name)"))
    }
    switch name {
    case "frac", "dfrac", "tfrac":
      let numerator = try argument(of: "\\\(name)")
      return .fraction(numerator, try argument(of: "\\\(name)"))
    case "sqrt": return .root(try argument(of: "\\sqrt"))
    case "text", "mathrm": return .word(try words(of: "\\\(name)"), .upright)
    case "operatorname": return .word(try words(of: "\\operatorname"), .function)
    case "mathbf": return .word(try words(of: "\\mathbf"), .boldUpright)
    case "mathit": return try argument(of: "\\mathit")
    case "boldsymbol", "result": return .bold(try argument(of: "\\\(name)"))
    case "blank":
      let code = try words(of: "\\blank")
      return .blank(code: code, answer: try argument(of: "\\blank"))
    case "left": return try fenced(from: start)
    case "begin": return try table(from: start)
    default:
      let nearest = NearestWord.to(name, in: MathCommands.all).map { "\\\($0)" }
      throw MathError("unknown command \\\(name)", offset: start, suggestion: nearest)
    }
  }

  /// Letters after the backslash, or one other character.
  private mutating func commandName() -> String {
    position += 1
    let start = position
    while position < characters.count, characters[position].isASCII, characters[position].isLetter {
      position += 1
    }
    if position == start, position < characters.count { position += 1 }
    return String(characters[start..<position])
  }

  private mutating func fence() throws(MathError) -> MathNode.Fence? {
    while position < characters.count, characters[position] == " " { position += 1 }
    for (name, fence) in [("\\lfloor", MathNode.Fence.leftFloor), ("\\rfloor", .rightFloor)]
    where upcoming(name) {
      position += name.count
      return fence
    }
    if position < characters.count, characters[position] == "\\" { position += 1 }
    guard position < characters.count else {
      throw MathError("a bracket is missing", offset: position)
    }
    position += 1
    let character = characters[position - 1]
    if character == "." { return nil }
    guard let fence = MathNode.Fence(rawValue: character) else {
      throw MathError(
        "“\(character)” is no bracket that grows", offset: position - 1,
        suggestion: "( ) [ ] \\{ \\} | .")
    }
    return fence
  }

  private mutating func fenced(from start: Int) throws(MathError) -> MathNode {
    let left = try fence()
    let body = try row(until: [.right])
    guard position < characters.count, upcoming("\\right") else {
      throw MathError("\\left without \\right", offset: start)
    }
    position += 6
    return .fenced(left: left, body, right: try fence())
  }

  private mutating func table(from start: Int) throws(MathError) -> MathNode {
    let name = try words(of: "\\begin")
    guard let kind = MathCommands.environments[name] else {
      throw MathError(
        "unknown environment \(name)", offset: start,
        suggestion: NearestWord.to(name, in: MathCommands.environments.keys.sorted()))
    }
    var rows: [[MathNode]] = [[]]
    while true {
      rows[rows.count - 1].append(try row(until: [.cell]))
      if position < characters.count, characters[position] == "&" {
        position += 1
      } else if position < characters.count, upcoming("\\\\") {
        position += 2
        rows.append([])
      } else if position < characters.count, upcoming("\\end") {
        let end = position
        position += 4
        let closing = try words(of: "\\end")
        guard closing == name else {
          throw MathError("\\begin{\(name)} ends as \\end{\(closing)}", offset: end)
        }
        // A line break before the end opens no further row.
        if rows.count > 1, rows.last == [.empty] { rows.removeLast() }
        return .table(kind, rows: rows)
      } else {
        throw MathError("\\begin{\(name)} is never ended", offset: start)
      }
    }
  }
}
