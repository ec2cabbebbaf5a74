/// Reads YAML's flow notation, of which JSON is a part: `{gate: AND, weights: [0.8, -1, -1]}`. It
/// is what pages hand to the engine, and what their readers type into a field.
struct FlowText {
  /// Longer text and deeper lists are nobody's experiment.
  static let longest = 200_000
  static let deepest = 12

  private let scalars: [Unicode.Scalar]
  private let line: Int
  private var place = 0

  private init(_ text: String, line: Int) {
    scalars = Array(text.unicodeScalars.prefix(Self.longest + 1))
    self.line = line
  }

  /// The value of a text; nil where it is none.
  ///
  /// - Parameter line: What its nodes say of their place.
  static func node(_ text: String, line: Int = 1) -> YAMLNode? {
    var reader = FlowText(text, line: line)
    guard reader.scalars.count <= longest, let node = reader.value(depth: 0, isInner: false) else {
      return nil
    }
    reader.skipSpaces()
    return reader.place == reader.scalars.count ? node : nil
  }

  private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func skipSpaces() {
    while let scalar = next, scalar == " " || scalar == "\n" || scalar == "\t" { place += 1 }
  }

  private func node(_ content: YAMLNode.Content, at start: Int) -> YAMLNode {
    YAMLNode(content: content, line: line, column: start + 1)
  }

  private mutating func value(depth: Int, isInner: Bool) -> YAMLNode? {
    skipSpaces()
    guard depth <= Self.deepest else { return nil }
    let start = place
    switch next {
    case "[":
      place += 1
      return sequence(depth, from: start)
    case "{":
      place += 1
      return mapping(depth, from: start)
    case "\"":
      place += 1
      return quoted().map { node(.scalar($0, isPlain: false), at: start) }
    default:
      return node(.scalar(bare(isInner: isInner), isPlain: true), at: start)
    }
  }

  private mutating func sequence(_ depth: Int, from start: Int) -> YAMLNode? {
    var items: [YAMLNode] = []
    while true {
      skipSpaces()
      if next == "]" {
        place += 1
        return node(.sequence(items), at: start)
      }
      guard let item = value(depth: depth + 1, isInner: true) else { return nil }
      items.append(item)
      skipSpaces()
      if next == "," {
        place += 1
      } else if next != "]" {
        return nil
      }
    }
  }

  private mutating func mapping(_ depth: Int, from start: Int) -> YAMLNode? {
    var pairs: [(key: YAMLNode, value: YAMLNode)] = []
    while true {
      skipSpaces()
      if next == "}" {
        place += 1
        return node(.mapping(pairs), at: start)
      }
      guard let key = value(depth: depth + 1, isInner: true), key.scalar != nil else { return nil }
      skipSpaces()
      guard next == ":" else { return nil }
      place += 1
      guard let value = value(depth: depth + 1, isInner: true) else { return nil }
      pairs.append((key: key, value: value))
      skipSpaces()
      if next == "," {
        place += 1
      } else if next != "}" {
        return nil
      }
    }
  }

  /// Up to the next sign that parts values; at the top there is none.
  private mutating func bare(isInner: Bool) -> String {
    var text = ""
    while let scalar = next {
      if isInner, scalar == "," || scalar == "]" || scalar == "}" || scalar == ":" { break }
      text.unicodeScalars.append(scalar)
      place += 1
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  private mutating func quoted() -> String? {
    var text = ""
    while let scalar = next {
      place += 1
      switch scalar {
      case "\"": return text
      case "\\":
        guard let escape = next else { return nil }
        place += 1
        switch escape {
        case "n": text += "\n"
        case "t": text += "\t"
        case "r": text += "\r"
        case "u":
          guard place + 4 <= scalars.count else { return nil }
          var code: UInt32 = 0
          for digit in scalars[place..<place + 4] {
            guard let value = Character(digit).hexDigitValue else { return nil }
            code = code * 16 + UInt32(value)
          }
          place += 4
          guard let character = Unicode.Scalar(code) else { return nil }
          text.unicodeScalars.append(character)
        default: text.unicodeScalars.append(escape)
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    return nil
  }
}

extension YAMLNode {
  /// The node in flow notation: what `FlowText` makes the same value of.
  var flowText: String {
    switch content {
    case .scalar(let text, let isPlain):
      let isBare =
        isPlain && !text.isEmpty
        && text.unicodeScalars.allSatisfy {
          Self.isBare($0)
        } && text.first != " " && text.last != " "
      return isBare ? text : TraceJSON.string(text).text
    case .sequence(let items): return "[" + items.map { $0.flowText }.joined(separator: ", ") + "]"
    case .mapping(let pairs):
      return "{"
        + pairs.map { $0.key.flowText + ": " + $0.value.flowText }.joined(separator: ", ") + "}"
    }
  }

  /// Whether a scalar with this sign needs no quotation marks.
  private static func isBare(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "+", "−", "/", " ": true
    default: false
    }
  }
}
