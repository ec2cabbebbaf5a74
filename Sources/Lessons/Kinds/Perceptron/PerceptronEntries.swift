import Datasets
import Figures
import Networks
import Numerics

/// What references into a perceptron's run stand for, and its trace.
extension PerceptronKind {
  static let entries: [Entry<PerceptronRun>] = [
    Entry("start", "at the start", entries: ofWeights) { $0.start },
    Entry("end", "at the end", entries: ofWeights) { $0.end },
    Entry("step", "of a step", of: { $0.steps.count }, entries: ofStep) { $0.steps[$1] },
    Entry("epoch", "of an epoch", of: { $0.epochs.count }, entries: ofEpoch) {
      EpochOfRun(epoch: $0.epochs[$1], run: $0)
    },
    Entry("last", "of the last epoch", entries: ofEpoch) { run in
      run.epochs.last.map { EpochOfRun(epoch: $0, run: run) }
    },
    Entry("ends", "how it ends: converged, cycle or limit") { run in
      switch run.result {
      case .converged: .word("converged")
      case .cycle: .word("cycle")
      case .limit: .word("limit")
      }
    },
    Entry("epoch", "the number of epochs") { .number($0.epochs.count) },
    Entry("epochs", "the same") { .number($0.epochs.count) },
    Entry("step", "the number of steps") { .number($0.steps.count) },
    Entry("steps", "the same") { .number($0.steps.count) },
    Entry("since", "the epoch whose weights a cycle comes back to") { run in
      if case .cycle(_, let since) = run.result { .number(since) } else { nil }
    },
    Entry("weights", "the weights at the end") { .list($0.end.weights) },
    Entry("mistakes", "the steps that changed weights") { run in
      .number(run.steps.count { $0.isMistake })
    },
    Entry("zeros", "the number of steps in which z is exactly 0") { run in
      .number(zeros(run).count)
    },
    Entry("zero", "of a step in which z is exactly 0", of: { zeros($0).count }, entries: ofStep) {
      zeros($0)[$1]
    },
    Entry("rate", "the learning rate") { .decimal($0.trainer.rate) },
    Entry("points", "the number of points") { .number($0.samples.count) },
  ]

  private static func zeros(_ run: PerceptronRun) -> [PerceptronStep] {
    run.steps.filter { $0.sum.isZero }
  }

  private static let ofWeights: [Entry<Perceptron>] = [
    Entry("weights", "all weights") { .list($0.weights) },
    Entry("w", "one weight", from: 0, of: { $0.weights.count }) { .decimal($0.weights[$1]) },
    // x2 = −w1/w2·x1 − w0/w2
    Entry("slope", "the slope of the boundary") { boundary($0, 1) },
    Entry("intercept", "where the boundary meets the axis of x2") { boundary($0, 0) },
  ]

  private static func boundary(_ perceptron: Perceptron, _ place: Int) -> Value? {
    guard perceptron.weights.count == 3, !perceptron.weights[2].isZero else { return nil }
    return .fraction(-Fraction(perceptron.weights[place], dividedBy: perceptron.weights[2]))
  }

  private static let ofStep: [Entry<PerceptronStep>] = [
    Entry("number", "the number") { .number($0.index) },
    Entry("inputs", "the inputs") { .list($0.inputs) },
    Entry("target", "the target") { .number($0.target) },
    Entry("sum", "the weighted sum z") { .decimal($0.sum) },
    Entry("z", "the same") { .decimal($0.sum) },
    Entry("output", "the output") { .number($0.output) },
    Entry("error", "d, target minus output") { .number($0.error) },
    Entry("epoch", "the epoch in which it lies") { .number($0.epoch) },
    Entry("changes", "the changes of the weights") { .list($0.changes) },
    Entry("before", "before the step,", entries: ofWeights) { $0.before },
    Entry("weights", "the weights after it") { .list($0.after.weights) },
    Entry("w", "one weight after it", from: 0, of: { $0.after.weights.count }) {
      .decimal($0.after.weights[$1])
    },
  ]

  /// An epoch with the points that it is about.
  private struct EpochOfRun: Sendable {
    var epoch: PerceptronEpoch
    var run: PerceptronRun
  }

  private static let ofEpoch: [Entry<EpochOfRun>] = [
    // Counted while the epoch went on, and counted at its end: they differ.
    Entry("mistakes", "the mistakes made in it") { .number($0.epoch.mistakes) },
    Entry("wrong", "the points that are wrong at its end") {
      .number($0.epoch.stillWrong.count)
    },
    Entry("wrong-points", "these points") { subject in
      let points = subject.epoch.stillWrong.map { subject.run.samples[$0].inputsText }
      return Value(text: points.joined(separator: ", "), numbers: [], plain: points)
    },
    Entry("first", "its first step") { .number($0.epoch.steps.lowerBound) },
    Entry("last", "its last step") { .number($0.epoch.steps.upperBound) },
    Entry("weights", "the weights at its end") { .list($0.epoch.atEnd.weights) },
    Entry("w", "one of them", from: 0, of: { $0.epoch.atEnd.weights.count }) {
      .decimal($0.epoch.atEnd.weights[$1])
    },
  ]

  // MARK: Trace

  static let record = Record<PerceptronRun>(
    step: { run, index, _ in
      let step = run.steps[index - 1]
      return [
        JSONMember("epoch", .integer(step.epoch)), JSONMember("inputs", .decimals(step.inputs)),
        JSONMember("target", .integer(step.target)), JSONMember("sum", .decimal(step.sum)),
        JSONMember("output", .integer(step.output)), JSONMember("error", .integer(step.error)),
        JSONMember("weights", .decimals(step.after.weights)),
      ]
    },
    result: { run, _ in
      let ending: [JSONMember] =
        switch run.result {
        case .converged(let epoch, let step):
          [
            JSONMember("result", .string("converged")), JSONMember("epoch", .integer(epoch)),
            JSONMember("step", .integer(step)),
          ]
        case .cycle(let epoch, let since):
          [
            JSONMember("result", .string("cycle")), JSONMember("epoch", .integer(epoch)),
            JSONMember("since", .integer(since)),
          ]
        case .limit(let epochs):
          [JSONMember("result", .string("limit")), JSONMember("epoch", .integer(epochs))]
        }
      return ending + [JSONMember("weights", .decimals(run.end.weights))]
    })
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
      text: "(" + values.map { $0.description }.joined(separator: ", ") + ")",
      numbers: values.map { $0.doubleValue }, plain: values.map { $0.asciiText })
  }

  static func word(_ text: String) -> Value { Value(text: text, numbers: [], plain: [text]) }
}
