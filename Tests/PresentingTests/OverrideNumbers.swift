import Lessons

extension ExperimentOverride {
  /// The rows of a table that it sets, a list as its only row, a single value as the only one of
  /// that; empty where it does not set it.
  func numbers(_ key: String) -> [[String]] {
    switch values[key] {
    case .word(let text): return [[text]]
    case .list(let items):
      let rows = items.map { $0.words }
      return items.allSatisfy { if case .word = $0 { true } else { false } }
        ? [rows.flatMap { $0 }] : rows
    case .mapping, nil: return []
    }
  }

  /// The image of a convolution, or the table of a pooling.
  var image: [[Int]]? {
    let rows = numbers("image") + numbers("table")
    return rows.isEmpty ? nil : rows.map { $0.compactMap { Int($0) } }
  }
}

extension FieldText {
  fileprivate var words: [String] {
    switch self {
    case .word(let text): [text]
    case .list(let items): items.flatMap { $0.words }
    case .mapping: []
    }
  }
}
