import Networks
import Numerics

/// Units that a lesson wires by hand: a name and weights, the bias first.
enum UnitFields {
  struct Unit: Sendable {
    var name: String
    var weights: [ExactDecimal]
    /// Where its weights stand.
    var place: YAMLNode
  }

  static let form = "{name: NOR, weights: [0.5, -1, -1]}, the bias first"

  /// A field that holds units; a single one stands for a list of one.
  static func units(
    _ key: String, count: ClosedRange<Int>, _ limits: DecimalLimits, _ help: String
  ) -> Field<[Unit]> {
    Field<[Unit]>(key, form: "\(count.text) of \(form)", help: help) {
      (node: YAMLNode, findings: Findings) -> [Unit]? in
      let errors = findings.errorCount
      let units = node.items.compactMap { unit($0, limits, findings) }
      guard findings.errorCount == errors else { return nil }
      guard count.contains(units.count) else {
        findings.error(
          "\"\(key):\" needs \(count.text) units, here are \(units.count)", at: node,
          hint: "write \(form)")
        return nil
      }
      return units
    }
  }

  private static func unit(_ node: YAMLNode, _ limits: DecimalLimits, _ findings: Findings)
    -> Unit?
  {
    guard
      let keys = YAMLMapping(node, what: "a unit", keys: ["name", "weights"], findings: findings),
      let place = keys.required("weights"),
      let weights = Field<[ExactDecimal]>.decimals(
        "weights", count: 2...9, limits, "", hint: "the bias first, then one for each input"
      ).read(place, findings)
    else { return nil }
    let name = keys.string("name") ?? ""
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || " -".contains($0) }) else {
      findings.error("\"\(name)\" is no name for a unit", at: place, hint: "use letters")
      return nil
    }
    return Unit(name: name, weights: weights, place: place)
  }

  /// - Throws: where a unit has other than `inputs` + 1 weights.
  static func check(_ units: [Unit], inputs: Int) throws(KindError) {
    for unit in units where unit.weights.count != inputs + 1 {
      throw .fault(
        "\(unit.weights.count) weights given, \(inputs + 1) needed", at: unit.place,
        hint: "the bias first, then one for each of the \(inputs) inputs of the unit")
    }
  }
}
