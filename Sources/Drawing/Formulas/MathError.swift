/// A formula that cannot be read: what is wrong, where, and what was perhaps meant.
public struct MathError: Error, Equatable, Sendable {
  /// What is wrong, in words: "unknown command \fraq".
  public var message: String
  /// The place in the formula: characters before it, so 0 is the first one.
  public var offset: Int
  /// What was perhaps meant: "\frac".
  public var suggestion: String?

  public init(_ message: String, offset: Int, suggestion: String? = nil) {
    self.message = message
    self.offset = offset
    self.suggestion = suggestion
  }
}

/// The word of a list that a misspelt one was perhaps meant to be.
public enum NearestWord {
  /// The nearest of `words` by Damerau-Levenshtein distance; nil if none is near, which is one slip
  /// in every three letters.
  ///
  /// `NearestWord.to("fraq", in: ["frac", "sqrt"])` is `"frac"`.
  public static func to(_ word: String, in words: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in words where abs(candidate.count - word.count) <= limit {
      let distance = distance(Array(word), Array(candidate))
      // Short words are near to everything.
      if distance <= limit, distance < max(candidate.count, 2), distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.word
  }

  /// Insertions, deletions, replacements and swaps of neighbours that make `b` of `a`.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, rows[i - 1][j - 1] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
