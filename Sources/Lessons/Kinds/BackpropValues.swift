import Figures
import Networks
import Numerics

/// What references into backpropagation stand for.
extension BackpropExperiment {
  private static let words = [
    "loss", "loss-after", "change", "rate", "steps", "weights", "passes", "agreeing",
    "output", "output-after",
    "hidden", "z(1)", "delta(1)", "weight", "gradient", "after", "nudge",
  ]

  func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    guard let first = path.parts.first else { throw ReferenceError("an empty reference") }
    let rest = path.parts.dropFirst()
    if rest.isEmpty {
      switch first.name {
      case "loss": return .paper(pass.loss)
      case "loss-after": return .paper(figures.after.loss)
      case "change": return .decimal(figures.after.loss.value - pass.loss.value)
      case "rate": return .decimal(figures.rate)
      case "steps": return .number(figures.steps.count)
      case "weights": return .number(network.parameters.count)
      case "passes": return .number(2 * network.parameters.count)
      case "agreeing": return .number(figures.agreeing)
      case "output": return .paper(pass.outputs[1])
      case "output-after": return .paper(figures.after.outputs[1])
      case "hidden": return .paper(pass.outputs[0])
      case "z": return .paper(try unit(first, pass.sums))
      case "delta": return .paper(try unit(first, pass.deltas))
      default: break
      }
    } else if let last = rest.first, rest.count == 1,
      ["weight", "gradient", "after", "nudge", "up", "down", "difference"].contains(first.name)
    {
      let parameter = try parameter(last.name)
      guard let nudge = figures.nudges[parameter] else { throw ReferenceError("no nudge") }
      switch first.name {
      case "weight": return .decimal(network[parameter])
      case "gradient": return .paper(figures.gradient(parameter))
      case "after": return .decimal(figures.after.network[parameter])
      case "up": return .paper(nudge.up)
      case "down": return .paper(nudge.down)
      case "difference": return .decimal(nudge.difference)
      default: return .paper(nudge.quotient)
      }
    }
    throw ReferenceError(
      "this experiment has nothing called \"\(first.name)\"", word: first.name,
      valid: Self.words)
  }

  /// A unit's number by its place in the whole network, from 1.
  private func unit(_ part: ReferencePath.Part, _ values: [[PaperNumber]])
    throws(ReferenceError) -> PaperNumber
  {
    let all = Array(values.joined())
    guard let number = part.arguments.first, all.indices.contains(number - 1) else {
      throw ReferenceError("\"\(part.name)(1)\" to \"\(part.name)(\(all.count))\" exist")
    }
    return all[number - 1]
  }
}

extension Value {
  /// A number as it is printed, "≈" before a rounded one.
  static func paper(_ number: PaperNumber) -> Value {
    Value(
      text: (number.isRounded ? "≈ " : "") + number.text, numbers: [number.doubleValue],
      plain: [number.formula], isRounded: number.isRounded)
  }

  static func paper(_ numbers: [PaperNumber]) -> Value {
    if numbers.count == 1 { return paper(numbers[0]) }
    let isRounded = numbers.contains(where: \.isRounded)
    return Value(
      text: (isRounded ? "≈ " : "") + "(" + numbers.map(\.text).joined(separator: ", ") + ")",
      numbers: numbers.map(\.doubleValue), plain: numbers.map(\.formula), isRounded: isRounded)
  }
}
