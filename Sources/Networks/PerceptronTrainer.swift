import Datasets
import Numerics

/// Trains a perceptron sample by sample until an epoch passes without a mistake, the weights
/// repeat themselves, or the epochs allowed are over.
public struct PerceptronTrainer: Hashable, Sendable {
  /// Which output the weights of one update are computed with.
  public enum Updates: String, CaseIterable, Hashable, Sendable {
    /// The learning rule: one output, from the old weights, for all of them.
    case together
    /// The usual slip: the output is computed again after each single weight.
    case oneByOne = "one-by-one"
  }

  /// In the order in which an epoch visits them.
  public let samples: [LabelledPoint]
  /// The weights at the start, `w0` first.
  public let weights: [ExactDecimal]
  /// n, above 0.
  public let rate: ExactDecimal
  /// Where it is given, every epoch visits the samples in a new order drawn from it.
  public let shuffleSeed: UInt64?
  public let epochLimit: Int
  public let updates: Updates

  public static let defaultEpochLimit = 100
  /// A run may record this many steps, so that a slip in a lesson cannot fill the memory.
  public static let stepLimit = 100_000

  /// Throws `PerceptronError` for a task that cannot be trained, or whose numbers could outgrow
  /// exact arithmetic.
  public init(
    samples: [LabelledPoint], weights: [ExactDecimal], rate: ExactDecimal,
    shuffleSeed: UInt64? = nil, epochLimit: Int = PerceptronTrainer.defaultEpochLimit,
    updates: Updates = .together
  ) throws(PerceptronError) {
    guard let width = samples.first?.inputs.count else { throw .noSamples }
    if let odd = samples.first(where: { $0.inputs.count != width }) {
      throw .inputCount(point: odd.inputsText, found: odd.inputs.count, expected: width)
    }
    guard weights.count == width + 1 else {
      throw .weightCount(found: weights.count, expected: width + 1)
    }
    guard rate > 0 else { throw .rateNotPositive(rate) }
    guard epochLimit >= 1 else { throw .epochLimit(epochLimit) }
    var labels: [[ExactDecimal]: Bool] = [:]
    for sample in samples {
      if let label = labels[sample.inputs], label != sample.isTrue {
        throw .contradiction(point: sample.inputsText)
      }
      labels[sample.inputs] = sample.isTrue
    }
    let steps = epochLimit * samples.count
    guard steps <= Self.stepLimit else { throw .tooManySteps(steps, limit: Self.stepLimit) }
    self.samples = samples
    self.weights = weights
    self.rate = rate
    self.shuffleSeed = shuffleSeed
    self.epochLimit = epochLimit
    self.updates = updates
    guard staysExact(steps: steps) else { throw .tooManyDigits }
  }

  /// Weights from −1 to 1 with one decimal, for samples of `inputs` inputs.
  public static func drawnWeights(
    inputs: Int, using generator: inout SeededGenerator
  ) -> [ExactDecimal] {
    (0...inputs).map { _ in ExactDecimal(Int128(generator.index(below: 21)) - 10, scale: 1) }
  }

  /// The samples in the order in which their inputs are listed, each exactly once.
  ///
  /// Throws `PerceptronError` for a point that is no sample, or a sample that is not listed.
  public static func ordered(
    _ samples: [LabelledPoint], by order: [[ExactDecimal]]
  ) throws(PerceptronError) -> [LabelledPoint] {
    var rest = samples
    var result: [LabelledPoint] = []
    for inputs in order {
      guard let place = rest.firstIndex(where: { $0.inputs == inputs }) else {
        throw .unknownPoint(LabelledPoint(inputs, isTrue: false).inputsText)
      }
      result.append(rest.remove(at: place))
    }
    if let missing = rest.first { throw .missingPoint(missing.inputsText) }
    return result
  }

  /// Whether no number of a run of so many steps can leave 128 bits: `|w| ≤ |w|max + steps·n·|x|`,
  /// `|z| ≤ Σ|w|·|x|`, both times 10 to the digits after the point.
  private func staysExact(steps: Int) -> Bool {
    let inputs = samples.flatMap { $0.inputs }
    let largestInput = inputs.map { $0.magnitude.doubleValue }.reduce(1, max)
    let largestWeight =
      weights.map { $0.magnitude.doubleValue }.reduce(0, max)
      + Double(steps) * rate.doubleValue * largestInput
    let largestSum = Double(weights.count) * largestWeight * largestInput
    let inputScale = inputs.map { $0.scale }.reduce(0, max)
    let scale = max(weights.map { $0.scale }.reduce(0, max), rate.scale + inputScale) + inputScale
    guard scale <= 30 else { return false }
    return largestSum / ExactDecimal(1, scale: scale).doubleValue < 1e36
  }
}

/// Why a perceptron's task cannot be trained.
public enum PerceptronError: Error, Equatable, Sendable, CustomStringConvertible {
  case noSamples
  case inputCount(point: String, found: Int, expected: Int)
  case weightCount(found: Int, expected: Int)
  case rateNotPositive(ExactDecimal)
  case epochLimit(Int)
  case contradiction(point: String)
  case unknownPoint(String)
  case missingPoint(String)
  case tooManySteps(Int, limit: Int)
  case tooManyDigits

  public var description: String {
    switch self {
    case .noSamples: "there are no points to learn"
    case .inputCount(let point, let found, let expected):
      "the point \(point) has \(found) inputs, the others have \(expected)"
    case .weightCount(let found, let expected):
      "\(found) weights given, \(expected) needed: one for the bias and one for each input"
    case .rateNotPositive(let rate):
      "the learning rate is \(rate); it must be above 0"
    case .epochLimit(let limit): "the limit of epochs is \(limit); it must be 1 or more"
    case .contradiction(let point): "the point \(point) is given twice, once TRUE and once FALSE"
    case .unknownPoint(let point):
      "the order names \(point), which is not among the points, or names it too often"
    case .missingPoint(let point): "the order leaves out the point \(point)"
    case .tooManySteps(let steps, let limit):
      "that would be up to \(steps) steps; at most \(limit) are recorded"
    case .tooManyDigits:
      "with these numbers the weights could get more digits than can be computed exactly"
    }
  }
}
