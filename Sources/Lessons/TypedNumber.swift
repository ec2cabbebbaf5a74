import Figures

/// A number that an author typed into what a worksheet says, where a reference would have followed
/// the run.
public struct TypedNumber: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Of a step, an epoch, a row, or a count of them: `step 4`, `all eight steps`.
    case place
    /// Any other number, without its sign.
    case value(Double)
  }

  public var kind: Kind
  /// The experiment that its block is about; nil for prose outside of blocks.
  public var experiment: String?
  /// As it stands there.
  public var phrase: String
  /// Where its block's text begins; nil for prose outside of blocks, which is found by its words.
  public var line: Int?
  public var column: Int?
}

/// A condition of a lesson, and whether it held.
public struct PlayedCondition: Hashable, Sendable {
  public var line: Int
  public var column: Int
  public var holds: Bool
}

/// Finds typed numbers in a text.
struct TypedNumbers {
  /// `step`, `steps`, `epoch`, …
  private let nouns: [String]
  /// `two`, `three`, …: that there is one of something is a turn of speech.
  private let counts: [String]
  /// `first`, `last`: these choose, and say nothing of how many there are.
  private let choosers: [String]

  /// - Parameter words: Of the language that the text is written in.
  init(_ words: Words) {
    func list(_ text: String) -> [String] {
      text.split(separator: ",").map { String($0.drop { $0 == " " }).lowercased() }
    }
    nouns = [
      words("step, steps"), words("epoch, epochs"), words("row, rows"), words("window, windows"),
      words("mistake, mistakes"),
    ].flatMap(list)
    counts = list(
      words("two, three, four, five, six, seven, eight, nine, ten, eleven, twelve"))
    choosers = list(words("first, last, next"))
  }

  /// - Parameters:
  ///   - text: References in it are left out.
  ///   - known: Numbers that the text's own block gives, which agree with it whatever the run.
  func find(
    in text: String, of experiment: String?, known: Set<String>, line: Int?, column: Int?
  ) -> [TypedNumber] {
    let known = known.union(Self.references(of: text).flatMap(Self.digits))
    let tokens = Self.tokens(Self.withoutReferences(text))
    var found: [TypedNumber] = []
    func add(_ kind: TypedNumber.Kind, _ phrase: String) {
      found.append(
        TypedNumber(
          kind: kind, experiment: experiment, phrase: phrase, line: line, column: column))
    }
    for (place, token) in tokens.enumerated() {
      if isNoun(token) {
        let next = place + 1 < tokens.count ? tokens[place + 1] : ""
        if Self.isWhole(next), !known.contains(next) { add(.place, "\(token) \(next)") }
        let before = place > 0 ? tokens[place - 1] : ""
        let chooser = place > 1 ? tokens[place - 2].lowercased() : ""
        let isCount = Self.isWhole(before) && before != "1" || counts.contains(before.lowercased())
        if isCount, !known.contains(before), !choosers.contains(chooser) {
          add(.place, "\(before) \(token)")
        }
      }
      if token.contains("."), let value = Double(token), !known.contains(token) {
        add(.value(value), token)
      }
    }
    return found
  }

  /// A noun, in whatever case a language puts it.
  private func isNoun(_ token: String) -> Bool {
    let token = token.lowercased()
    return nouns.contains { token == $0 || token == $0 + "n" }
  }

  private static func isWhole(_ token: String) -> Bool {
    !token.isEmpty && token.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// Words and numbers; a point or comma belongs to a number between two digits.
  private static func tokens(_ text: String) -> [String] {
    let characters = Array(text)
    var tokens: [String] = []
    var token = ""
    for (place, character) in characters.enumerated() {
      let isInside =
        (character == "." || character == ",") && token.last?.isNumber == true
        && place + 1 < characters.count && characters[place + 1].isNumber
      if character.isLetter || character.isNumber {
        token.append(character)
      } else if isInside {
        token.append(".")
      } else if !token.isEmpty {
        tokens.append(token)
        token = ""
      }
    }
    return token.isEmpty ? tokens : tokens + [token]
  }

  /// The numbers of a text, such as a reference or a choice of steps.
  static func digits(_ text: String) -> [String] {
    tokens(text).filter { $0.first?.isNumber == true }
      + text.split { !($0.isASCII && $0.isNumber) }.map(String.init)
  }

  private static func references(of text: String) -> [String] {
    text.split(separator: "{{").dropFirst().map { part in
      part.firstRange(of: "}}").map { String(part[..<$0.lowerBound]) } ?? ""
    }
  }

  private static func withoutReferences(_ text: String) -> String {
    guard text.contains("{{") else { return text }
    var parts = text.split(separator: "{{", omittingEmptySubsequences: false).map(String.init)
    for place in parts.indices.dropFirst() {
      if let end = parts[place].firstRange(of: "}}") {
        parts[place] = String(parts[place][end.upperBound...])
      }
    }
    return parts.joined(separator: " … ")
  }
}

extension LessonPlayer {
  /// Keys whose texts a worksheet or its key prints.
  private static let printed: Set = ["caption", "task", "ask", "text", "hints", "choices"]

  /// Notes the numbers that an author typed into a block of a worksheet.
  ///
  /// - Parameter known: Numbers of the conditions around it.
  func noteTyped(in block: SourceBlock, known: Set<String>) {
    switch block {
    case .heading(_, let text), .paragraph(let text): note(text, known: known)
    case .list(_, let items): for item in items.joined() { noteTyped(in: item, known: known) }
    case .quote(let blocks): for block in blocks { noteTyped(in: block, known: known) }
    case .formula, .pageBreak, .part: break
    case .fence(let info, let text, let line, let column):
      let name = SourceBlock.directive(info)
      guard ["figure", "table", "derivation", "question"].contains(name),
        let node = try? YAMLReader.read(text, firstLine: line, firstColumn: column),
        case .mapping(let pairs) = node.content
      else { return }
      let own = pairs.filter { !Self.printed.contains($0.key.scalar ?? "") }
      let numbers = own.flatMap { TypedNumbers.digits($0.value.flowText) }
      for pair in pairs where Self.printed.contains(pair.key.scalar ?? "") {
        let experiment = pairs.first { $0.key.scalar == "of" }?.value.scalar
        note(pair.value, of: experiment, known: known.union(numbers))
      }
    }
  }

  private func note(_ node: YAMLNode, of experiment: String?, known: Set<String>) {
    switch node.content {
    case .scalar(let text, _):
      typed += finder.find(
        in: text, of: experiment, known: known, line: node.line, column: node.column)
    case .sequence(let items): for item in items { note(item, of: experiment, known: known) }
    case .mapping(let pairs):
      for pair in pairs where pair.key.scalar == "text" {
        note(pair.value, of: experiment, known: known)
      }
    }
  }

  private func note(_ text: [SourceInline], known: Set<String>) {
    func source(_ inlines: [SourceInline]) -> String {
      inlines.map { inline in
        switch inline {
        case .text(let text): text
        case .emphasis(let inner), .strong(let inner), .link(let inner, _): source(inner)
        case .reference(let text, _, _): "{{" + text + "}}"
        case .code, .formula: " … "
        case .lineBreak: " "
        }
      }.joined()
    }
    typed += finder.find(in: source(text), of: nil, known: known, line: nil, column: nil)
  }
}
