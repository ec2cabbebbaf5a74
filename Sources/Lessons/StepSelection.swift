/// Words by which a lesson chooses steps: `all`, `mistakes`, `epoch 1`, `last 2 epochs`,
/// `step 5`, `steps 3-6`; a list of them means all that any of them chooses.
struct StepSelection {
  static let examples = [
    "all", "none", "mistakes", "epoch 1", "last 2 epochs", "step 5", "steps 3-6",
  ]

  /// - Returns: the chosen steps in order, or nil with a diagnostic.
  static func steps(_ nodes: [YAMLNode], of experiment: PlayedExperiment, findings: Findings)
    -> [Int]?
  {
    var chosen: Set<Int> = []
    var isGood = true
    for node in nodes {
      guard let text = node.scalar, let steps = steps(text, marks: experiment.marks) else {
        isGood = false
        let count = experiment.marks.count
        let epochs = experiment.marks.compactMap(\.epoch).max()
        findings.error(
          "\"\(node.scalar ?? node.kind)\" chooses no step", at: node,
          hint: "\(experiment.name) has steps 1 to \(count)"
            + (epochs.map { " in epochs 1 to \($0)" } ?? "") + "; write for example "
            + examples.joined(separator: ", "))
        continue
      }
      chosen.formUnion(steps)
    }
    return isGood ? chosen.sorted() : nil
  }

  private static func steps(_ text: String, marks: [StepMark]) -> [Int]? {
    let all = Array(1..<(marks.count + 1))
    let words = text.split(separator: " ").map(String.init)
    switch words.first {
    case "all" where words.count == 1: return all
    case "none" where words.count == 1: return []
    case "mistakes" where words.count == 1: return all.filter { marks[$0 - 1].isMistake }
    case "start" where words.count == 1: return all.isEmpty ? nil : [1]
    case "end" where words.count == 1: return all.last.map { [$0] }
    case "step" where words.count == 2, "steps" where words.count == 2:
      return range(words[1]).flatMap { r in
        r.lowerBound >= 1 && r.upperBound <= marks.count ? Array(r) : nil
      }
    case "epoch" where words.count == 2, "epochs" where words.count == 2:
      guard let r = range(words[1]) else { return nil }
      let found = all.filter { marks[$0 - 1].epoch.map(r.contains) ?? false }
      return found.isEmpty ? nil : found
    case "last" where words.count == 3 && words[2].hasPrefix("epoch"):
      guard let count = Int(words[1]), count >= 1, let last = marks.compactMap(\.epoch).max()
      else { return nil }
      return all.filter { (marks[$0 - 1].epoch ?? 0) > last - count }
    default: return nil
    }
  }

  /// `4`, `3-6` or `3–6`.
  private static func range(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split { "-–".contains($0) }.map { Int($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
      first <= last
    else { return nil }
    return first...last
  }
}
