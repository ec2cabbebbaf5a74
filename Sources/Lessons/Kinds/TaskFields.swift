import Datasets
import Numerics

/// The fields by which kinds say what is to be learned, `gate:`, `truth:` or `points:`, one of
/// them.
enum TaskFields {
  static let gate = Field<Gate>.word("gate", Gate.self, "the gate to be learned").optional
  static let inputs = Field<Int>.integer("inputs", 1...8, "how many inputs the gate has")
    .or(2, text: "2")
  static let truth = Field<[Bool]>(
    "truth", form: "2, 4, 8, … outputs",
    help: "a truth table by its outputs, in the order (0,0), (0,1), (1,0), (1,1)"
  ) { (node: YAMLNode, findings: Findings) -> [Bool]? in
    let items = node.items
    let labels = items.compactMap { label($0, findings) }
    guard labels.count == items.count else { return nil }
    guard (1...8).contains(where: { 1 << $0 == labels.count }) else {
      findings.error(
        "a truth table has 2, 4, 8, … outputs, here are \(labels.count)", at: node,
        hint: "for two inputs list the outputs of (0,0), (0,1), (1,0), (1,1)")
      return nil
    }
    return labels
  }.optional
  static let points = Field<[LabelledPoint]>(
    "points", form: "a list of {at: [0, 1], is: TRUE}", help: "points and what they should be"
  ) { (node: YAMLNode, findings: Findings) -> [LabelledPoint]? in read(node, findings) }.optional

  static let all = [AnyField(gate), AnyField(inputs), AnyField(truth), AnyField(points)]

  /// The points in the order in which they are listed.
  static func points(_ values: FieldValues) throws(KindError) -> [LabelledPoint] {
    let given = [values.has(gate), values.has(truth), values.has(points)].count { $0 }
    guard given == 1 else {
      throw .fault(
        given == 0
          ? "there is nothing to learn here" : "gate:, truth: and points: exclude each other",
        at: values.node, hint: "give one of gate:, truth: or points:")
    }
    if values.has(inputs), !values.has(gate) {
      throw values.fault("\"inputs:\" belongs to \"gate:\"", at: inputs, hint: "leave it out")
    }
    if let gate = values[gate] { return gate.truthTable(inputs: values[inputs]) }
    if let labels = values[truth] {
      let inputs = labels.count.trailingZeroBitCount
      return zip(Gate.and.truthTable(inputs: inputs), labels).map {
        LabelledPoint($0.inputs, isTrue: $1)
      }
    }
    return values[points] ?? []
  }

  private static let number = DecimalLimits(places: 9, below: 1_000_000)

  private static func read(_ node: YAMLNode, _ findings: Findings) -> [LabelledPoint]? {
    var result: [LabelledPoint] = []
    let errors = findings.errorCount
    for item in node.items {
      guard
        let point = YAMLMapping(item, what: "a point", keys: ["at", "is"], findings: findings),
        let place = point.required("at"), let word = point.required("is"),
        let inputs = Field<[ExactDecimal]>.decimals(
          "at", count: 1...8, number, "", hint: "write [0, 1]"
        ).read(place, findings), let label = label(word, findings)
      else { continue }
      if let first = result.first, first.inputs.count != inputs.count {
        findings.error(
          "this point has \(inputs.count) inputs, the first one has \(first.inputs.count)",
          at: place)
      } else if result.contains(where: { $0.inputs == inputs && $0.isTrue != label }) {
        findings.error(
          "\(LabelledPoint(inputs, isTrue: label).inputsText) stands here twice with different "
            + "labels", at: item, hint: "no perceptron can learn both; keep one")
      }
      result.append(LabelledPoint(inputs, isTrue: label))
    }
    if result.isEmpty, findings.errorCount == errors {
      findings.error("there are no points here", at: node)
    }
    return findings.errorCount == errors ? result : nil
  }

  private static func label(_ node: YAMLNode, _ findings: Findings) -> Bool? {
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
}

extension YAMLNode {
  /// The items of a list; a single value stands for a list of one.
  var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [self] }
  }
}
