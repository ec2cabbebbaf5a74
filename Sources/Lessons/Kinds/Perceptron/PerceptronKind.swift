import Datasets
import Networks
import Numerics

/// A perceptron that learns, in exact decimals.
enum PerceptronKind: Kind {
  static let key = "perceptron"
  static let article = "a perceptron"
  static let help =
    "One unit with two outputs that learns a gate or points by the perceptron's rule, in exact "
    + "decimals. A step is a visit of one sample; it is a mistake where the weights change."
  static let example = """
    perceptron:
      gate: NOR
      weights: [0.2, 0.1, -0.1]
      rate: 0.1
      order: [[0, 0], [0, 1], [1, 0], [1, 1]]
    """

  /// Weights at the start: numbers, or drawn from the seed.
  enum Start: Sendable {
    case random
    case given([ExactDecimal])
  }

  /// The order in which an epoch visits the samples.
  enum Order: Sendable {
    case listed, shuffled
    case inputs([[ExactDecimal]])
  }

  private static let limits = DecimalLimits(places: 9, below: 1_000_000)

  static let weights = Field<Start>(
    "weights", form: "a list of numbers, the bias weight first, or the word random",
    help: "the weights at the start", control: .decimals
  ) { (node: YAMLNode, findings: Findings) -> Start? in
    if node.scalar == "random" { return .random }
    if node.scalar != nil {
      findings.error(
        "weights are a list of numbers, or the word random", at: node,
        hint: "write [0.8, -1, -1], the bias weight first")
      return nil
    }
    return Field<[ExactDecimal]>.decimals(
      "weights", count: 2...9, limits, "", hint: "the bias weight first, then one for each input"
    ).read(node, findings).map { .given($0) }
  }.or(.random, text: "random")
  static let rate = Field<ExactDecimal>.decimal(
    "rate", DecimalLimits(places: 9, below: 1_000_000, isPositive: true), "the learning rate n")
  static let order = Field<Order>(
    "order", form: "listed, shuffled, or a list of the points", help: "the order of an epoch"
  ) { (node: YAMLNode, findings: Findings) -> Order? in
    switch node.scalar {
    case "listed": return .listed
    case "shuffled": return .shuffled
    case .some(let word):
      findings.unknown("order", word, at: node, valid: ["listed", "shuffled"])
      return nil
    case nil:
      return Field<[[ExactDecimal]]>.rows(
        "order", height: 1...1000, width: 1...8, limits, "",
        hint: "write [[0, 0], [1, 1], [0, 1], [1, 0]]"
      ).read(node, findings).map { .inputs($0) }
    }
  }.or(.listed, text: "listed")
  static let epochs = Field<Int>.integer("epochs", 1...10_000, "after how many epochs it gives up")
    .or(PerceptronTrainer.defaultEpochLimit, text: "\(PerceptronTrainer.defaultEpochLimit)")
  static let updates = Field<PerceptronTrainer.Updates>.word(
    "updates", PerceptronTrainer.Updates.self,
    "whether all weights of a step change together, or one after the other, which is a slip"
  ).or(.together, text: "together")

  static let fields =
    TaskFields.all + [
      AnyField(weights), AnyField(rate), AnyField(order), AnyField(epochs), AnyField(updates),
    ]

  static func run(_ values: FieldValues, _ world: World) throws(KindError) -> PerceptronRun {
    var samples = try TaskFields.points(values)
    let trainer: PerceptronTrainer
    do throws(PerceptronError) {
      if case .inputs(let order) = values[order] {
        samples = try PerceptronTrainer.ordered(samples, by: order)
      }
      let isShuffled = if case .shuffled = values[order] { true } else { false }
      trainer = try PerceptronTrainer(
        samples: samples, weights: start(values, world, inputs: samples[0].inputs.count),
        rate: values[rate], shuffleSeed: isShuffled ? world.seed : nil,
        epochLimit: values[epochs], updates: values[updates])
    } catch {
      throw .fault(error.description, at: place(of: error, values))
    }
    let run = trainer.run()
    guard run.steps.count <= AnyKind.mostSteps else {
      throw values.fault(
        "this experiment has \(run.steps.count) steps, each with its picture; "
          + "\(AnyKind.mostSteps) are the most", at: epochs,
        hint: "give fewer points, or a smaller limit of \"epochs:\"")
    }
    return run
  }

  private static func start(_ values: FieldValues, _ world: World, inputs: Int) -> [ExactDecimal] {
    if case .given(let weights) = values[weights] { return weights }
    var generator = SeededGenerator(seed: world.seed, stream: 1)
    return PerceptronTrainer.drawnWeights(inputs: inputs, using: &generator)
  }

  private static func place(of error: PerceptronError, _ values: FieldValues) -> YAMLNode {
    switch error {
    case .weightCount: values.place(weights)
    case .rateNotPositive: values.place(rate)
    case .contradiction, .inputCount: values.place(TaskFields.points)
    case .unknownPoint, .missingPoint: values.place(order)
    case .epochLimit, .tooManySteps: values.place(epochs)
    case .noSamples, .tooManyDigits: values.node
    }
  }
}
