import Datasets
import Numerics

/// Reads what is to be learned, `gate:`, `truth:` or `points:`, and exact numbers.
struct TaskReader {
  static let keys = ["gate", "inputs", "truth", "points"]

  let keys: YAMLMapping
  private var findings: Findings { keys.findings }

  init(_ keys: YAMLMapping) {
    self.keys = keys
  }

  /// - Returns: the points in the order in which they are listed; nil with diagnostics where
  ///   something is wrong.
  func task() -> [LabelledPoint]? {
    let given = ["gate", "truth", "points"].filter { keys[$0] != nil }
    guard given.count == 1 else {
      findings.error(
        given.isEmpty
          ? "there is nothing to learn here" : "gate:, truth: and points: exclude each other",
        at: keys.node, hint: "give one of gate:, truth: or points:")
      return nil
    }
    if let gate = keys["gate"] { return self.gate(gate) }
    if let truth = keys.list("truth") { return self.truth(truth) }
    return points()
  }

  private func gate(_ node: YAMLNode) -> [LabelledPoint]? {
    let inputs = keys.integer("inputs", in: 1...8) ?? 2
    guard let gate = node.scalar.flatMap({ Gate(rawValue: $0) }) else {
      findings.unknown(
        "gate", node.scalar ?? node.kind, at: node, valid: Gate.allCases.map(\.rawValue))
      return nil
    }
    return gate.truthTable(inputs: inputs)
  }

  /// A truth table by its outputs, in the order (0,0), (0,1), (1,0), (1,1).
  private func truth(_ items: [YAMLNode]) -> [LabelledPoint]? {
    let labels = items.compactMap(label)
    guard labels.count == items.count else { return nil }
    guard let inputs = (1...8).first(where: { 1 << $0 == labels.count }) else {
      findings.error(
        "a truth table has 2, 4, 8, … outputs, here are \(labels.count)",
        at: keys["truth"] ?? keys.node,
        hint: "for two inputs list the outputs of (0,0), (0,1), (1,0), (1,1)")
      return nil
    }
    return zip(Gate.and.truthTable(inputs: inputs), labels).map {
      LabelledPoint($0.inputs, isTrue: $1)
    }
  }

  private func points() -> [LabelledPoint]? {
    let items = keys.list("points") ?? []
    var result: [LabelledPoint] = []
    var isGood = true
    for item in items {
      guard
        let point = YAMLMapping(
          item, what: "a point", keys: ["at", "is"], findings: findings),
        let place = point.required("at"), let word = point.required("is"),
        let inputs = decimals(place), let label = label(word)
      else {
        isGood = false
        continue
      }
      if let first = result.first, first.inputs.count != inputs.count {
        findings.error(
          "this point has \(inputs.count) inputs, the first one has \(first.inputs.count)",
          at: place)
        isGood = false
      } else if result.contains(where: { $0.inputs == inputs && $0.isTrue != label }) {
        findings.error(
          "\(LabelledPoint(inputs, isTrue: label).inputsText) stands here twice with different "
            + "labels", at: item, hint: "no perceptron can learn both; keep one")
        isGood = false
      }
      result.append(LabelledPoint(inputs, isTrue: label))
    }
    return isGood && !result.isEmpty ? result : nil
  }

  private func label(_ node: YAMLNode) -> Bool? {
    switch node.scalar?.lowercased() {
    case "true", "1": return true
    case "false", "0": return false
    default:
      findings.error(
        "\"\(node.scalar ?? node.kind)\" is neither TRUE nor FALSE", at: node,
        hint: "write TRUE or FALSE")
      return nil
    }
  }

  // MARK: Numbers

  func decimal(_ node: YAMLNode) -> ExactDecimal? {
    do throws(NumberTextError) {
      return try ExactDecimal(parsing: node.scalar ?? node.kind)
    } catch {
      findings.error(error.description, at: node)
      return nil
    }
  }

  func decimals(_ node: YAMLNode) -> [ExactDecimal]? {
    guard case .sequence(let items) = node.content else {
      findings.error("a list of numbers is needed here", at: node, hint: "write [0, 1]")
      return nil
    }
    let numbers = items.compactMap(decimal)
    return numbers.count == items.count ? numbers : nil
  }
}
