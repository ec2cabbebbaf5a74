import Drawing
import Figures

/// Running text: its references resolved, its formulas checked.
extension LessonPlayer {
  func inlines(_ source: [SourceInline]) -> [Inline] {
    source.map { inline in
      switch inline {
      case .text(let text): return .text(text)
      case .emphasis(let inner): return .emphasis(inlines(inner))
      case .strong(let inner): return .strong(inlines(inner))
      case .code(let text): return .code(text)
      case .link(let inner, let target): return .link(inlines(inner), to: target)
      case .lineBreak: return .lineBreak
      case .formula(let source, let line, let column):
        check(source, line: line, column: column)
        return .formula(withPoints(source))
      case .reference(let text, let line, let column):
        return value(text, line: line, column: column).map(Inline.value) ?? .text("")
      }
    }
  }

  /// The running text of a YAML value.
  func inlines(_ node: YAMLNode?) -> [Inline] {
    guard let node else { return [] }
    guard let text = node.scalar else {
      findings.error(
        "a text is needed here, this is \(node.kind)", at: node, hint: YAMLMapping.quotes)
      return []
    }
    return inlines(MarkdownReader.inlines(text, at: node, findings: findings))
  }

  func value(_ text: String, line: Int, column: Int) -> Value? {
    guard let reference = Reference(text) else {
      findings.error(
        "\"\(text)\" is no reference", line: line, column: column,
        hint: "write {{experiment.what}}, for example {{and.epoch(1).weights}}")
      return nil
    }
    guard let experiment = experiments.first(where: { $0.name == reference.experiment }) else {
      if !isBroken(reference.experiment) {
        findings.error(
          "unknown experiment \"\(reference.experiment)\"", line: line, column: column,
          hint: Findings.hint(for: reference.experiment, valid: experiments.map(\.name)))
      }
      return nil
    }
    do {
      return try experiment.value(reference.path)
    } catch {
      findings.error(
        error.message, line: line, column: column,
        hint: Findings.hint(for: error.word, valid: error.valid))
      return nil
    }
  }

  /// A formula as the program writes it: `0.5` for the `0,5` and the `0{,}5` of a language with
  /// decimal commas, where lists have a space behind theirs.
  func withPoints(_ formula: String) -> String {
    guard numerals.decimal == "," else { return formula }
    let characters = Array(formula.replacing("{,}", with: ","))
    func isDigit(_ place: Int) -> Bool {
      characters.indices.contains(place) && characters[place].isASCII && characters[place].isNumber
    }
    var depth = 0
    return String(
      characters.enumerated().map { place, character in
        // `w_{2,1}`: indices are no decimals.
        if character == "{" {
          depth += place > 0 && characters[place - 1] == "_" || depth > 0 ? 1 : 0
        }
        if character == "}" { depth -= depth > 0 ? 1 : 0 }
        return depth == 0 && character == "," && isDigit(place - 1) && isDigit(place + 1)
          ? "." : character
      })
  }

  func check(_ formula: String, line: Int, column: Int) {
    do throws(MathError) {
      _ = try Math.parse(formula)
    } catch {
      findings.error(
        "in the formula: \(error.message)", line: line, column: column + error.offset + 1,
        hint: error.suggestion.map { "did you mean \"\($0)\"?" })
    }
  }
}
