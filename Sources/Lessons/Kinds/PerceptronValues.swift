import Datasets
import Networks
import Numerics

/// What references into a perceptron's run stand for.
extension PerceptronExperiment {
  public func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    guard let first = path.parts.first else { throw ReferenceError("an empty reference") }
    let rest = Array(path.parts.dropFirst())
    switch first.name {
    case "step" where first.arguments.count == 1:
      return try step(try element(run.steps, first, "step"), rest)
    case "epoch" where first.arguments.count == 1:
      return try epoch(try element(run.epochs, first, "epoch"), rest)
    case "start": return try weights(run.start, rest)
    case "end": return try weights(run.end, rest)
    default:
      guard rest.isEmpty else { break }
      switch first.name {
      case "ends": return .word(ends)
      case "epoch", "epochs": return .number(run.epochs.count)
      case "step", "steps": return .number(run.steps.count)
      case "since":
        guard case .cycle(_, let since) = run.result else {
          throw ReferenceError("this experiment does not end in a cycle", word: "since")
        }
        return .number(since)
      case "weights": return .list(run.end.weights)
      case "mistakes": return .number(run.steps.count(where: \.isMistake))
      case "rate": return .decimal(run.trainer.rate)
      case "points": return .number(run.samples.count)
      default: break
      }
    }
    throw ReferenceError(
      "this experiment has nothing called \"\(first.name)\"", word: first.name,
      valid: [
        "start", "end", "step(1)", "epoch(1)", "ends", "epoch", "step", "since", "weights",
        "mistakes", "rate", "points",
      ])
  }

  private func element<T>(_ all: [T], _ part: ReferencePath.Part, _ what: String)
    throws(ReferenceError) -> T
  {
    let number = part.arguments[0]
    guard all.indices.contains(number - 1) else {
      throw ReferenceError("there is no \(what) \(number); they go from 1 to \(all.count)")
    }
    return all[number - 1]
  }

  private func weights(_ perceptron: Perceptron, _ rest: [ReferencePath.Part])
    throws(ReferenceError) -> Value
  {
    guard let last = rest.first, rest.count == 1 else {
      throw ReferenceError(
        "\"weights\" or one weight, \"w(0)\", is needed here", valid: ["weights"])
    }
    switch last.name {
    case "weights": return .list(perceptron.weights)
    case "slope", "intercept":
      // x2 = −w1/w2·x1 − w0/w2
      guard perceptron.weights.count == 3, !perceptron.weights[2].isZero else {
        throw ReferenceError("the boundary has no \(last.name) here")
      }
      let numerator = perceptron.weights[last.name == "slope" ? 1 : 0]
      return .fraction(-Fraction(numerator, dividedBy: perceptron.weights[2]))
    case "w" where last.arguments.count == 1:
      guard perceptron.weights.indices.contains(last.arguments[0]) else {
        throw ReferenceError("the weights are w(0) to w(\(perceptron.weights.count - 1))")
      }
      return .decimal(perceptron.weights[last.arguments[0]])
    default:
      throw ReferenceError(
        "weights have nothing called \"\(last.name)\"", word: last.name,
        valid: ["weights", "w", "slope", "intercept"])
    }
  }

  private func step(_ step: PerceptronStep, _ rest: [ReferencePath.Part])
    throws(ReferenceError) -> Value
  {
    guard let last = rest.first else {
      throw ReferenceError("what of the step?", valid: Self.ofStep)
    }
    switch last.name {
    case "inputs": return .list(step.inputs)
    case "target": return .number(step.target)
    case "sum", "z": return .decimal(step.sum)
    case "output": return .number(step.output)
    case "error": return .number(step.error)
    case "epoch": return .number(step.epoch)
    case "changes": return .list(step.changes)
    case "before": return try weights(step.before, Array(rest.dropFirst()))
    case "weights", "w": return try weights(step.after, rest)
    default:
      throw ReferenceError(
        "a step has nothing called \"\(last.name)\"", word: last.name, valid: Self.ofStep)
    }
  }

  private static let ofStep = [
    "inputs", "target", "sum", "output", "error", "epoch", "changes", "before", "weights", "w",
  ]

  private func epoch(_ epoch: PerceptronEpoch, _ rest: [ReferencePath.Part])
    throws(ReferenceError) -> Value
  {
    guard let last = rest.first else {
      throw ReferenceError("what of the epoch?", valid: Self.ofEpoch)
    }
    switch last.name {
    // Counted while the epoch went on, and counted at its end: they differ.
    case "mistakes": return .number(epoch.mistakes)
    case "wrong": return .number(epoch.stillWrong.count)
    case "wrong-points":
      let points = epoch.stillWrong.map { run.samples[$0].inputsText }
      return Value(text: points.joined(separator: ", "), numbers: [], plain: points)
    case "first": return .number(epoch.steps.lowerBound)
    case "last": return .number(epoch.steps.upperBound)
    case "weights", "w": return try weights(epoch.atEnd, rest)
    default:
      throw ReferenceError(
        "an epoch has nothing called \"\(last.name)\"", word: last.name, valid: Self.ofEpoch)
    }
  }

  private static let ofEpoch = [
    "mistakes", "wrong", "wrong-points", "first", "last", "weights", "w",
  ]

  private var ends: String {
    switch run.result {
    case .converged: "converged"
    case .cycle: "cycle"
    case .limit: "limit"
    }
  }
}

extension Value {
  /// An exact whole number.
  static func number(_ value: Int) -> Value { .decimal(ExactDecimal(value)) }

  static func decimal(_ value: ExactDecimal) -> Value {
    Value(text: value.description, numbers: [value.doubleValue], plain: [value.asciiText])
  }

  /// A decimal where it terminates, else `5/3`.
  static func fraction(_ value: Fraction) -> Value {
    if let decimal = value.decimal() { return .decimal(decimal) }
    return Value(
      text: value.description, numbers: [value.doubleValue],
      plain: ["\(value.numerator)/\(value.denominator)"])
  }

  /// `(0.8, −1, −1)`
  static func list(_ values: [ExactDecimal]) -> Value {
    Value(
      text: "(" + values.map(\.description).joined(separator: ", ") + ")",
      numbers: values.map(\.doubleValue), plain: values.map(\.asciiText))
  }

  static func word(_ text: String) -> Value { Value(text: text, numbers: [], plain: [text]) }
}
