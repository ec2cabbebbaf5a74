import Drawing
import Figures
import Networks
import Numerics

/// One sample's way through a small network, forward and back, with every derivative and its
/// nudge test.
enum BackpropKind: Kind {
  static let key = "backprop"
  static let article = "backpropagation"
  static let help =
    "One sample forward and back through a network of one hidden layer, and a step downhill: each "
    + "derivative by the chain rule, and beside it what the loss does when that weight is nudged."
  static let example = """
    backprop:
      inputs: [1, 0.5]
      target: [1]
      hidden: {weights: [[-0.4, -0.1], [0.1, 0.6]], biases: [0, 0.2]}
      output: {weights: [[0.7], [-0.6]], biases: [-0.5]}
      rate: 0.5
    """

  private static let limits = DecimalLimits(places: 4, below: 100)
  private static let listHint = "write [1, 0.5]"

  static let inputs = Field<[ExactDecimal]>.decimals(
    "inputs", count: 1...6, limits, "the sample", hint: listHint)
  static let target = Field<[ExactDecimal]>.decimals(
    "target", count: 1...6, limits, "its right answer", hint: listHint)
  static let hidden = layer("hidden", "the hidden layer")
  static let output = layer("output", "the output layer")
  static let hiddenActivation = Field<PaperActivation>.word(
    "hidden-activation", PaperActivation.hidden, "what the hidden units make of their sums"
  ).or(.sigmoid, text: "sigmoid")
  static let activation = Field<PaperActivation>.word(
    "activation", PaperActivation.outputs, "what the outputs make of theirs"
  ).or(.sigmoid, text: "sigmoid")
  static let loss = Field<PaperLoss>.word(
    "loss", PaperLoss.allCases,
    "how far off the outputs are; cross-entropy behind softmax or one sigmoid, the others elsewhere"
  ).optional
  static let rate = Field<ExactDecimal>.decimal(
    "rate", DecimalLimits(places: 4, below: 100, isPositive: true), "the learning rate")
  static let fields = [
    AnyField(inputs), AnyField(target), AnyField(hidden), AnyField(output),
    AnyField(hiddenActivation), AnyField(activation),
    AnyField(loss, fallbackText: "half squared error, behind softmax cross-entropy"),
    AnyField(rate),
  ]

  /// `{weights: [[…], …], biases: […]}`, a row of weights for each input of the layer.
  private static func layer(_ key: String, _ help: String) -> Field<PaperNetwork.Layer> {
    let hint = "write {weights: [[0.1, 0.2], [0.3, 0.4]], biases: [0, 0]}, a row for each input"
    return Field<PaperNetwork.Layer>(
      key, form: "{weights: [[…], …], biases: […]}, a row of weights for each input", help: help
    ) { (node: YAMLNode, findings: Findings) -> PaperNetwork.Layer? in
      guard
        let keys = YAMLMapping(
          node, what: "a layer", keys: ["weights", "biases"], findings: findings),
        let rows = keys.required("weights"), let biases = keys.required("biases")
      else { return nil }
      let width = 1...6
      guard
        let weights = Field<[[ExactDecimal]]>.rows(
          "weights", height: width, width: width, limits, "", hint: hint
        ).read(rows, findings),
        let biases = Field<[ExactDecimal]>.decimals(
          "biases", count: width, limits, "", hint: hint
        ).read(biases, findings)
      else { return nil }
      guard weights[0].count == biases.count else {
        findings.error(
          "\(weights[0].count) weights in a row, but \(biases.count) biases", at: rows, hint: hint)
        return nil
      }
      return PaperNetwork.Layer(weights: weights, biases: biases)
    }
  }

  static func run(_ values: FieldValues, _ world: World) throws(KindError) -> BackpropRun {
    try check(values)
    let network = PaperNetwork(
      inputs: values[inputs], target: values[target], layers: [values[hidden], values[output]],
      hidden: values[hiddenActivation], output: values[activation],
      loss: values[loss] ?? .standard(behind: values[activation]))
    if let complaint = network.complaint {
      throw values.fault(complaint, at: output, hint: "make the weights and biases smaller")
    }
    if let complaint = PaperPass(network).updated(rate: values[rate]).complaint {
      throw values.fault(
        "after the step \(complaint)", at: rate, hint: "make the learning rate smaller")
    }
    return BackpropRun(network, rate: values[rate])
  }

  /// Whether the layers fit together, and the target the output.
  private static func check(_ values: FieldValues) throws(KindError) {
    func fits(_ field: Field<PaperNetwork.Layer>, inputs: Int) throws(KindError) {
      guard values[field].weights.count == inputs else {
        throw values.fault(
          "\(values[field].weights.count) rows of weights given, \(inputs) needed", at: field,
          hint: "a row for each input of the layer")
      }
    }
    try fits(hidden, inputs: values[inputs].count)
    try fits(output, inputs: values[hidden].biases.count)
    let target = values[target]
    guard values[output].biases.count == target.count else {
      throw values.fault(
        "\(values[output].biases.count) outputs, but \(target.count) targets", at: self.target)
    }
    try check(target, values)
  }

  /// Whether the loss goes with the outputs, and the target with both.
  private static func check(_ target: [ExactDecimal], _ values: FieldValues) throws(KindError) {
    let activation = values[activation]
    let loss = values[loss] ?? .standard(behind: activation)
    guard loss.fits(activation) else {
      let fitting = PaperLoss.allCases.filter { $0.fits(activation) }.map { $0.rawValue }
      throw values.fault(
        "the loss \"\(loss.rawValue)\" does not go with \(activation.rawValue) outputs",
        at: self.loss, hint: "behind \(activation.rawValue): " + fitting.joined(separator: ", "))
    }
    guard loss == .crossEntropy else { return }
    if activation == .softmax {
      guard target.count > 1, target.count(where: { $0 == .one }) == 1,
        target.count(where: { $0.isZero }) == target.count - 1
      else {
        throw values.fault(
          "the target of softmax has a single 1 among zeros", at: self.target,
          hint: "write [1, 0] for the first of two classes")
      }
    } else {
      guard target.count == 1, !target[0].isNegative, target[0] <= .one else {
        throw values.fault(
          "cross-entropy behind a sigmoid has one target from 0 to 1", at: self.target,
          hint: "write activation: softmax for several classes")
      }
    }
  }

  // MARK: What it shows

  private static let weight = Option<BackpropRun, Int>.name(
    "weight", "against which weight", among: codes)

  static let shows = Shows<BackpropRun> {
    Steps({ run in run.steps.map { _ in StepMark(epoch: nil, isMistake: false) } }) {
      run, index, world in BackpropPictures(run, world).moment(index)
    }
    entries
    Picture(
      "network", "the network with what is known after a step", step: .optional, answers: .drawn
    ) { request, world in
      let run = request.run
      let step = request.step.flatMap { $0 > 0 ? run.steps[$0 - 1] : nil } ?? .loss
      return diagram(request, at: step, world)
    }
    Picture("gradients", "the network with all gradients", answers: .drawn) { request, world in
      diagram(request, at: .update, world)
    }
    Picture("loss-curve", "the loss against one weight", options: [AnyOption(weight)]) {
      request, world in
      let run = request.run
      return AnyFigure(
        BackpropPictures(run, world).lossCurve(run.network.parameters[request[weight]]))
    }
    Overviews { run, world in
      let pictures = BackpropPictures(run, world)
      return [
        ("forward", AnyFigure(pictures.diagram(at: .loss))),
        ("gradients", AnyFigure(pictures.diagram(at: .update))),
      ]
    }
    stepTable
    gradientTable
    updateTable
    nudgeTable
    record
    Ending { run, world in ending(of: run, world.words) }
    Ability<BackpropRun>.varies(variation)
  }

  private static func ending(of run: BackpropRun, _ words: Words) -> String {
    let all = run.network.parameters.count
    let (before, after) = (
      run.pass.loss.agreed(with: run.exact.loss).text,
      run.after.loss.agreed(with: run.exactAfter.loss).text
    )
    if run.identical == all {
      return words(
        "One step with the rate {1} takes the loss from {2} to {3}. {4} of {5} derivatives agree "
          + "with their nudge in every digit shown.", run.rate.description, before, after,
        "\(all)", "\(all)")
    }
    var text = words(
      "One step with the rate {1} takes the loss from {2} to {3}. {4} of {5} derivatives agree "
        + "with their nudge, {6} in every digit shown, the others but for rounding on the way.",
      run.rate.description, before, after, "\(run.agreeing)", "\(all)", "\(run.identical)")
    if run.kinks > 0 {
      text += " " + words("Nudges that go over the kink of a ReLU: {1}.", "\(run.kinks)")
    }
    return text
  }

  @Sendable static func codes(_ run: BackpropRun) -> [String] {
    run.network.parameters.map { run.code($0) }
  }

  private static func diagram(
    _ request: PictureRequest<BackpropRun>, at step: BackpropRun.Step, _ world: World
  ) -> AnyFigure {
    let diagram = BackpropPictures(request.run, world).diagram(at: step)
    guard request.isTask else { return AnyFigure(diagram) }
    var task = diagram.atRest
    task.isTask = true
    return AnyFigure(task)
  }
}
