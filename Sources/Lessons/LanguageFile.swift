import Drawing

/// A file of words, `Languages/de.txt`: a line for every form that the program says, the English one,
/// ` | `, and the other one. Lines that begin with `#` are remarks.
///
/// Three lines show how the language writes numbers: `1.5 | 1,5`, `12,345 | 12 345` and
/// `(1, 2) | (1; 2)`.
struct LanguageFile: Sendable {
  private(set) var table: [String: String] = [:]
  /// As the lines for them show; as in English where there are none.
  private(set) var numerals = Numerals.point
  /// The lines of the forms, from 1.
  private var lines: [String: Int] = [:]

  /// The forms that show how numbers are written.
  static let samples = ["1.5", "12,345", "(1, 2)"]

  /// - Parameter known: The English forms that the program asks for; nil checks none of them.
  init(_ text: String, known: Set<String>?, findings: Findings) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (place, line) in lines.enumerated() where line.first != "#" {
      if line.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\r" }) { continue }
      read(line.last == "\r" ? line.dropLast() : line, place + 1, known, findings)
    }
    let decimal = sign("1.5", of: ".", findings) ?? "."
    // What is not shown must not be taken for decimals.
    let usual = decimal == "," ? Numerals.comma : .point
    numerals = Numerals(
      decimal: decimal, group: sign("12,345", of: ",", findings) ?? usual.group,
      list: sign("(1, 2)", of: ",", findings) ?? usual.list)
  }

  private mutating func read(
    _ line: Substring, _ number: Int, _ known: Set<String>?, _ findings: Findings
  ) {
    let forms = line.split(separator: " | ", omittingEmptySubsequences: false).map(String.init)
    guard forms.count == 2, !forms[0].isEmpty, !forms[1].isEmpty else {
      let cure =
        forms.count > 2
        ? "leave one of them out" : "write it like \"before | vorher\", with a space on either side"
      findings.error(
        "a line needs an English form, a bar, and the other form", line: number, column: 1,
        hint: cure)
      return
    }
    let (english, other) = (forms[0], forms[1])
    if let earlier = lines[english] {
      findings.error(
        "\"\(english)\" has a form in line \(earlier) already", line: number, column: 1,
        hint: "leave one of them out")
      return
    }
    lines[english] = number
    let column = english.count + 4
    if let known, !known.contains(english) {
      findings.warning(
        "the program never says \"\(english)\"", line: number, column: 1,
        hint: Findings.hint(for: english, valid: known.sorted(), listsAll: false)
          ?? "leave the line out")
    }
    let places = Self.places(english)
    let missing = places.subtracting(Self.places(other)).sorted()
    let surplus = Self.places(other).subtracting(places).sorted()
    if let place = missing.first {
      findings.error(
        "the value \(place) of the English form is missing", line: number, column: column,
        hint: "put \(place) where it belongs")
    } else if let place = surplus.first {
      findings.error(
        "the English form has no value \(place)", line: number, column: column,
        hint: places.isEmpty
          ? "leave it out" : "its values are " + places.sorted().joined(separator: ", "))
    } else if english.count(where: { $0 == "$" }) != other.count(where: { $0 == "$" }) {
      findings.error(
        "as many formulas between $ are needed as in English", line: number, column: column)
    } else {
      table[english] = other
    }
  }

  /// The places for values: `{1}`.
  private static func places(_ form: String) -> Set<String> {
    var places: Set<String> = []
    for part in form.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      let digits = part.prefix { $0.isASCII && $0.isNumber }
      if !digits.isEmpty, part.dropFirst(digits.count).first == "}" { places.insert("{\(digits)}") }
    }
    return places
  }

  /// The sign that a sample shows in place of the point or comma of the English one; nil where
  /// there is no sample.
  private func sign(_ sample: String, of usual: Character, _ findings: Findings) -> Character? {
    guard let form = table[sample] else { return nil }
    let ends = sample.split(separator: usual, maxSplits: 1)
    let middle = form.dropFirst(ends[0].count).dropLast(ends[1].count)
    guard form.hasPrefix(ends[0]), form.hasSuffix(ends[1]), middle.count == 1,
      let sign = middle.first
    else {
      findings.error(
        "\"\(form)\" does not show how \"\(sample)\" is written", line: lines[sample] ?? 1,
        column: sample.count + 4,
        hint: "write the same number with another sign in place of \"\(usual)\"")
      return nil
    }
    if sample == "12,345", sign == "." {
      findings.error(
        "thousands parted by a point look like the program's decimals", line: lines[sample] ?? 1,
        column: sample.count + 4, hint: "put a narrow space (U+202F) between them")
      return nil
    }
    return sign
  }

  // MARK: Checking one

  /// All that is wrong with a teacher's file of words, and what is missing in it.
  ///
  /// - Throws: `LessonFileError` where it cannot be read.
  static func check(_ path: String, known: [String]) throws(LessonFileError) -> [Diagnostic] {
    let findings = Findings(file: path)
    let tag = Catalogue.tag(ofFile: path.split(separator: "/").last.map(String.init) ?? path)
    if tag == nil {
      findings.error(
        "the name of the file is no language", line: 1, column: 1,
        hint: "call it by the language's tag: it.txt, pt-br.txt")
    }
    guard let text = try LessonSource.text(path, findings: findings) else {
      return findings.diagnostics
    }
    let file = LanguageFile(text, known: Set(known + samples), findings: findings)
    let builtIn = tag.flatMap { Catalogue.builtIn[$0]?.table } ?? [:]
    let end = text.split(separator: "\n", omittingEmptySubsequences: false).count
    for form in samples + known
    where file.lines[form] == nil && builtIn[form] == nil {
      findings.warning("missing: \(form)", line: end, column: 1)
    }
    return findings.diagnostics.enumerated().sorted {
      ($0.element.line, $0.element.column, $0.offset)
        < ($1.element.line, $1.element.column, $1.offset)
    }.map { $0.element }
  }
}
