import Drawing
import Figures
import Networks
import Numerics

/// One sample's way through a small network, forward and back, with every derivative and its
/// nudge test.
struct BackpropExperiment: Experiment {
  let name: String
  let figures: BackpropFigures

  /// Plays the value of `backprop:`.
  static func play(_ node: YAMLNode, _ context: ExperimentContext) throws -> (any Experiment)? {
    guard let (network, rate) = BackpropReader(node, context)?.read() else { return nil }
    return BackpropExperiment(
      name: context.name,
      figures: try BackpropFigures(network, rate: rate, title: context.title, words: context.words))
  }

  var network: PaperNetwork { figures.network }
  var pass: PaperPass { figures.pass }

  var marks: [StepMark] {
    figures.steps.map { _ in StepMark(epoch: nil, isMistake: false) }
  }

  func moment(_ index: Int) -> Moment { figures.moment(index) }

  /// A parameter by its name in references: `v1`, `w12`, `b3`.
  func parameter(_ word: String) throws(ReferenceError) -> PaperParameter {
    let known = network.parameters
    if let found = known.first(where: { code($0) == word }) { return found }
    throw ReferenceError(
      "this network has no weight called \"\(word)\"", word: word, valid: known.map(code))
  }

  func code(_ parameter: PaperParameter) -> String {
    figures.symbol(parameter).filter { $0.isLetter || $0.isNumber }
  }

  func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    let valid = ["network", "gradients", "loss-curve"]
    switch request.show {
    case "network", "gradients":
      let step: BackpropFigures.Step
      if request.show == "gradients" {
        step = .update
      } else {
        switch request.step {
        case .some(let index) where index > 0: step = figures.steps[index - 1]
        default: step = .loss
        }
      }
      var diagram = figures.diagram(at: step)
      diagram.caption = request.caption
      diagram.isTask = request.isTask
      if request.isTask { diagram = diagram.atRest }
      return diagram.erased
    case "loss-curve":
      guard let word = request.options["weight"] else {
        throw ReferenceError("weight: is missing: against which weight?")
      }
      let parameter = try parameter(word)
      guard let chart = try? figures.lossCurve(parameter) else {
        throw ReferenceError("the loss cannot be computed")
      }
      return chart.captioned(request.caption)
    default:
      throw ReferenceError(
        "this experiment has no figure called \"\(request.show)\"", word: request.show,
        valid: valid)
    }
  }

  func derivations(_ request: FigureRequest) throws(ReferenceError) -> [Derivation] {
    if request.show.isEmpty || request.show == "step", let step = request.step,
      step >= 1, step <= marks.count
    {
      return moment(step).stages.map(\.derivation)
    }
    throw ReferenceError(
      "step: a number from 1 to \(marks.count) is needed here", word: request.show,
      valid: ["step"])
  }

  var overviews: [(name: String, figure: AnyFigure)] {
    [
      ("forward", figures.diagram(at: .loss).erased),
      ("gradients", figures.diagram(at: .update).erased),
    ]
  }

  var ending: String {
    "One step with the rate \(figures.rate) takes the loss from \(pass.loss.text) to "
      + "\(figures.after.loss.text). \(figures.agreeing) of \(network.parameters.count) "
      + "derivatives agree with their nudge in every digit shown."
  }
}
