import Numerics

/// What fields hold.
extension Field {
  /// A whole number within a range.
  static func integer(_ key: String, _ range: ClosedRange<Int>, _ help: String) -> Field<Int> {
    let form = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return Field<Int>(
      key, form: form, help: help,
      control: .number(Double(range.lowerBound)...Double(range.upperBound))
    ) { (node: YAMLNode, findings: Findings) -> Int? in
      if let number = node.scalar.flatMap({ Int($0) }), range.contains(number) { return number }
      findings.error("\"\(key):\" needs \(form), this is \(node.shown)", at: node)
      return nil
    }
  }

  /// A measured number within a range.
  static func number(_ key: String, _ range: ClosedRange<Double>, _ help: String) -> Field<Double> {
    let form = "a number from \(range.lowerBound) to \(range.upperBound)"
    return Field<Double>(key, form: form, help: help, control: .number(range)) {
      (node: YAMLNode, findings: Findings) -> Double? in
      if let number = node.scalar.flatMap({ Double($0) }), range.contains(number) { return number }
      findings.error("\"\(key):\" needs \(form), this is \(node.shown)", at: node)
      return nil
    }
  }

  /// An exact decimal.
  static func decimal(_ key: String, _ limits: DecimalLimits, _ help: String)
    -> Field<ExactDecimal>
  {
    Field<ExactDecimal>(key, form: limits.form, help: help) {
      (node: YAMLNode, findings: Findings) -> ExactDecimal? in
      limits.read(node, key, findings)
    }
  }

  /// A list of exact decimals.
  static func decimals(
    _ key: String, count: ClosedRange<Int>, _ limits: DecimalLimits, _ help: String, hint: String
  ) -> Field<[ExactDecimal]> {
    Field<[ExactDecimal]>(
      key, form: "a list of \(count.text) numbers, each \(limits.form)", help: help,
      control: .decimals
    ) { (node: YAMLNode, findings: Findings) -> [ExactDecimal]? in
      guard case .sequence(let items) = node.content else {
        findings.error("a list of numbers is needed here", at: node, hint: hint)
        return nil
      }
      let numbers = items.compactMap { limits.read($0, key, findings) }
      guard numbers.count == items.count else { return nil }
      guard count.contains(numbers.count) else {
        findings.error(
          "\"\(key):\" needs \(count.text) numbers, here are \(numbers.count)", at: node,
          hint: hint)
        return nil
      }
      return numbers
    }
  }

  /// Rows of exact decimals, all of one length.
  static func rows(
    _ key: String, height: ClosedRange<Int>, width: ClosedRange<Int>, _ limits: DecimalLimits,
    _ help: String, hint: String
  ) -> Field<[[ExactDecimal]]> {
    Field<[[ExactDecimal]]>(
      key, form: "\(height.text) rows of \(width.text) numbers", help: help, control: .table
    ) { (node: YAMLNode, findings: Findings) -> [[ExactDecimal]]? in
      guard case .sequence(let items) = node.content else {
        findings.error(
          "\"\(key):\" needs a list of rows, this is \(node.shown)", at: node, hint: hint)
        return nil
      }
      let row = decimals(key, count: width, limits, help, hint: hint)
      let rows = items.compactMap { row.read($0, findings) }
      guard rows.count == items.count else { return nil }
      guard height.contains(rows.count) else {
        findings.error(
          "\"\(key):\" needs \(height.text) rows, here are \(rows.count)", at: node, hint: hint)
        return nil
      }
      for (place, numbers) in rows.enumerated() where numbers.count != rows[0].count {
        findings.error(
          "this row has \(numbers.count) numbers, the first one has \(rows[0].count)",
          at: items[place])
        return nil
      }
      return rows
    }
  }

  /// One of all words of a type.
  static func word<Word: RawRepresentable & CaseIterable & Sendable>(
    _ key: String, _: Word.Type, _ help: String
  ) -> Field<Word> where Word.RawValue == String {
    word(key, Word.allCases.map { $0 }, help)
  }

  /// One of a few words.
  static func word<Word: RawRepresentable & Sendable>(
    _ key: String, _ words: [Word], _ help: String
  ) -> Field<Word> where Word.RawValue == String {
    let valid = words.map { $0.rawValue }
    return Field<Word>(
      key, form: valid.joined(separator: ", "), help: help, control: .words(valid)
    ) { (node: YAMLNode, findings: Findings) -> Word? in
      if let text = node.scalar, valid.contains(text), let word = Word(rawValue: text) {
        return word
      }
      findings.unknown(key, node.scalar ?? node.kind, at: node, valid: valid)
      return nil
    }
  }

  /// A text that is not empty.
  static func text(_ key: String, form: String, _ help: String) -> Field<String> {
    Field<String>(key, form: form, help: help) {
      (node: YAMLNode, findings: Findings) -> String? in
      if let text = node.scalar, !text.isEmpty { return text }
      findings.error("\"\(key):\" needs \(form), this is \(node.shown)", at: node)
      return nil
    }
  }

  /// Whatever stands there, read later by the run, which knows more.
  static func node(_ key: String, form: String, _ help: String) -> Field<YAMLNode> {
    Field<YAMLNode>(key, form: form, help: help) {
      (node: YAMLNode, _: Findings) -> YAMLNode? in node
    }
  }
}

/// What exact decimals of a field may be.
struct DecimalLimits: Sendable {
  /// Digits after the point.
  var places: Int
  /// The number itself is smaller than that, whatever its sign.
  var below: Int
  var isPositive = false

  var form: String {
    isPositive
      ? "above 0 and below \(below), with at most \(places) digits after the point"
      : "between -\(below) and \(below), with at most \(places) digits after the point"
  }

  /// The number at `node`; nil, with a finding, where there is none or it leaves the limits.
  func read(_ node: YAMLNode, _ key: String, _ findings: Findings) -> ExactDecimal? {
    let number: ExactDecimal
    do throws(NumberTextError) {
      number = try ExactDecimal(parsing: node.scalar ?? node.kind)
    } catch {
      findings.error(error.description, at: node)
      return nil
    }
    guard number.scale <= places, number.magnitude < ExactDecimal(below),
      !isPositive || number.signum > 0
    else {
      findings.error("\"\(key):\" needs a number \(form), this is \(node.shown)", at: node)
      return nil
    }
    return number
  }
}

extension ClosedRange<Int> {
  /// "2", or "1 to 6".
  var text: String {
    lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)"
  }
}

extension YAMLNode {
  /// What it holds, for a message: `"abc"`, or "a list".
  var shown: String { scalar.map { "\"\($0)\"" } ?? kind }
}
