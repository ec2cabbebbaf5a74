import Figures
import Networks
import Numerics

/// What a pupil's later values should be, computed from the pupil's own earlier ones.
struct FollowThrough {
  struct Expectation {
    /// From the pupil's own earlier values.
    var value: ExactDecimal
    /// As the key has it.
    var key: ExactDecimal
    /// Wrong values with a well-known cause.
    var slips: [(value: ExactDecimal, cause: String)] = []

    func slip(_ number: Fraction) -> String? {
      slips.first { Fraction($0.value, dividedBy: 1) == number && $0.value != value }?.cause
    }
  }

  private(set) var expectations: [String: Expectation] = [:]
  private let run: PerceptronRun
  private let answers: [String: String]
  private let words: Words
  /// Codes of the blanks by step, quantity and component.
  private var codes: [[String]: String] = [:]

  init(run: PerceptronRun, blanks: [Blank], answers: [String: String], words: Words) {
    self.words = words
    self.run = run
    self.answers = answers
    for blank in blanks {
      if case .quantity(_, let step, let code, let component) = blank.question {
        codes[["\(step)", code, "\(component)"]] = blank.code
      }
    }
    let asked = blanks.compactMap { blank -> Int? in
      if case .quantity(_, let step, _, _) = blank.question { step } else { nil }
    }
    guard let first = asked.min(), let last = asked.max(), first >= 1, last <= run.steps.count
    else { return }
    let steps = Set(asked)
    var weights = run.steps[first - 1].before.weights
    for index in first...last {
      let step = run.steps[index - 1]
      if steps.contains(index) {
        weights = follow(step, from: weights)
      } else {
        // A step that the table leaves out is told: from there on all have the same numbers.
        weights = step.after.weights
      }
    }
  }

  /// Works one step out with the pupil's numbers.
  ///
  /// - Returns: the weights that the pupil goes on with.
  private mutating func follow(_ step: PerceptronStep, from weights: [ExactDecimal])
    -> [ExactDecimal]
  {
    let own = Perceptron(weights: weights)
    let z = own.weightedSum(step.inputs)
    let sum = take(step, "sum", value: z, key: step.sum, slips: sumSlips(step, own))
    let fires = sum.signum > 0 ? 1 : 0
    var outputSlips: [(ExactDecimal, String)] = []
    if sum.isZero { outputSlips.append((1, words("z = 0 taken for TRUE"))) }
    outputSlips.append((ExactDecimal(1 - fires), words("TRUE and FALSE mixed up")))
    let output = take(
      step, "output", value: ExactDecimal(fires), key: ExactDecimal(step.output),
      slips: outputSlips)
    let d = ExactDecimal(step.target) - output
    let error = take(
      step, "error", value: d, key: ExactDecimal(step.error),
      slips: [
        (-d, words("sign of d turned round (output − target)")),
        (output, words("output written for d")),
        (ExactDecimal(step.target), words("target written for d")),
      ])
    return weights.indices.map { i in
      let input = i == 0 ? ExactDecimal.one : step.inputs[i - 1]
      let change = run.trainer.rate * error * input
      return take(
        step, "weights", component: i, value: weights[i] + change, key: step.after.weights[i],
        slips: weightSlips(old: weights[i], change: change, error: error, input: input, i))
    }
  }

  private func sumSlips(_ step: PerceptronStep, _ own: Perceptron) -> [(ExactDecimal, String)] {
    let z = own.weightedSum(step.inputs)
    let all = own.weights.reduce(0) { $0 + $1 }
    let moved = Perceptron(weights: step.after.weights).weightedSum(step.inputs)
    let flipped = zip(own.weights.dropFirst(), step.inputs)
      .reduce(own.weights[0]) { $0 - $1.0 * $1.1 }
    return [
      (z - own.weights[0], words("bias weight w0 left out")), (-z, words("sign of z turned round")),
      (moved, words("new weights used too early")),
      (all, words("all weights added up, whatever the inputs")),
      (flipped, words("weights subtracted where they are added")),
    ]
  }

  private func weightSlips(
    old: ExactDecimal, change: ExactDecimal, error: ExactDecimal, input: ExactDecimal, _ i: Int
  ) -> [(ExactDecimal, String)] {
    let rate = run.trainer.rate
    var slips: [(ExactDecimal, String)] = []
    if !change.isZero {
      slips.append((old - change, words("sign of d turned round in the update")))
    }
    slips.append((old + error * input, words("rate forgotten")))
    if input.isZero { slips.append((old + rate * error, words("moved although its input is 0"))) }
    if !change.isZero {
      slips.append(
        (old, i == 0 ? words("bias weight not moved: its input is always 1") : words("not moved")))
    }
    slips.append((change, words("the change written in place of the new weight")))
    slips.append((-(old + change), words("sign of the weight turned round")))
    return slips
  }

  /// Notes what is expected at a blank and gives the value that the pupil goes on with: the own
  /// one where it can be read, else what follows; where nothing is asked, what is printed there.
  private mutating func take(
    _ step: PerceptronStep, _ quantity: String, component: Int = 0, value: ExactDecimal,
    key: ExactDecimal, slips: [(ExactDecimal, String)]
  ) -> ExactDecimal {
    guard let code = codes[["\(step.index)", quantity, "\(component)"]] else { return key }
    expectations[code] = Expectation(value: value, key: key, slips: slips)
    var text = answers[code] ?? ""
    if quantity == "output" { text = Marking.bit(text) ?? text }
    guard let number = AnswerFile.number(text), let own = number.decimal() else { return value }
    // What only a slip of the finger can make would spoil the rest of the sheet.
    let isPossible =
      quantity == "output" ? own == 0 || own == 1 : own.magnitude < 1_000 && own.scale <= 6
    return isPossible ? own : value
  }
}
