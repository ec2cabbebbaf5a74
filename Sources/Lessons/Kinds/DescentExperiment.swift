import Drawing
import Figures
import Networks
import Numerics

/// Gradient descent as a walk over the loss of one or two weights, for several rates.
struct DescentExperiment: Experiment {
  let name: String
  let figures: DescentFigures

  var walk: DescentWalk { figures.walk }

  /// Plays the value of `descent:`.
  static func play(_ node: YAMLNode, _ context: ExperimentContext) -> (any Experiment)? {
    guard
      let keys = YAMLMapping(
        node, what: "a descent", keys: ["points", "start", "rates", "steps"],
        findings: context.findings),
      let pointsNode = keys.required("points"), let startNode = keys.required("start"),
      let ratesNode = keys.required("rates")
    else { return nil }
    let findings = context.findings
    let reader = TaskReader(keys)
    let points = (keys.list("points") ?? []).compactMap { reader.decimals($0) }
    guard let start = reader.decimals(startNode), let rates = reader.decimals(ratesNode) else {
      return nil
    }
    let all = points.joined() + start + rates
    guard all.allSatisfy({ $0.scale <= 3 && $0.magnitude < 100 }) else {
      findings.error(
        "numbers have at most 3 digits after the point and lie between -100 and 100", at: node)
      return nil
    }
    guard (1...8).contains(points.count), points.allSatisfy({ $0.count == 2 }) else {
      findings.error(
        "1 to 8 points of two numbers are needed", at: pointsNode,
        hint: "write [[1, 2], [2, 4]]: x and what should come out")
      return nil
    }
    guard (1...2).contains(start.count) else {
      findings.error(
        "\(start.count) numbers to start from", at: startNode,
        hint: "write [0] for w alone, or [0, 0] for w and b")
      return nil
    }
    guard (1...6).contains(rates.count), rates.allSatisfy({ $0 > 0 }) else {
      findings.error("1 to 6 rates above 0 are needed", at: ratesNode)
      return nil
    }
    let walk = DescentWalk(
      samples: points.map { .init(x: $0[0], y: $0[1]) }, start: start, rates: rates,
      stepsPerRate: keys.integer("steps", in: 1...40) ?? 8)
    return DescentExperiment(
      name: context.name, figures: DescentFigures(walk, title: context.title))
  }

  var marks: [StepMark] {
    walk.steps.map { StepMark(epoch: $0.rate + 1, isMistake: false) }
  }

  func moment(_ index: Int) -> Moment { figures.moment(index) }

  func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    switch request.show {
    case "rates":
      return figures.overview.captioned(request.caption)
    case "walk":
      let rate = request.options["rate"].flatMap { Int($0) } ?? 1
      guard walk.rates.indices.contains(rate - 1) else {
        throw ReferenceError("rate: a number from 1 to \(walk.rates.count) is needed here")
      }
      let last = request.options["steps"].flatMap { Int($0) }
      guard last ?? 1 >= 1, request.options["steps"] == nil || last != nil else {
        throw ReferenceError("steps: a number from 1 to \(walk.stepsPerRate) is needed here")
      }
      return figures.picture(rate: rate - 1, upTo: last, isTask: request.isTask)
        .captioned(request.caption)
    default:
      throw ReferenceError(
        "this experiment has no figure called \"\(request.show)\"", word: request.show,
        valid: ["walk", "rates"])
    }
  }

  func table(show: String, steps: [Int]) throws(ReferenceError) -> StepTable {
    guard show == "steps" else {
      throw ReferenceError(
        "this experiment has no table called \"\(show)\"", word: show, valid: ["steps"])
    }
    let names = walk.start.count == 1 ? ["w"] : ["w", "b"]
    let columns =
      [
        StepTable.Column(code: "rate", header: "\\text{rate}", isComputed: false),
        .init(code: "step", header: "\\text{step}", isComputed: false),
      ] + names.map { .init(code: "before", header: $0, isComputed: false) }
      + [.init(code: "loss", header: "L", isComputed: true)]
      + names.map {
        .init(code: "slope", header: "\\partial L/\\partial \($0)", isComputed: true)
      } + names.map { .init(code: "weights", header: "\($0)'", isComputed: true) }
    return StepTable(
      columns: columns,
      rows: steps.map { index in
        let step = walk.steps[index - 1]
        let known = [walk.rates[step.rate].asciiText, "\(step.number)"]
        let numbers = step.before + [step.loss] + step.slopes + step.after
        return .init(step: index, cells: known + numbers.map(\.formula))
      })
  }

  var overviews: [(name: String, figure: AnyFigure)] { [("rates", figures.overview.erased)] }

  func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    let valid = ["start", "steps", "start-loss", "rate(1)", "end(1)", "loss(1)"]
    guard let first = path.parts.first, path.parts.count == 1 else {
      throw ReferenceError("what of the descent?", valid: valid)
    }
    switch first.name {
    case "start": return .list(walk.start)
    case "steps": return .number(walk.stepsPerRate)
    case "start-loss": return .paper(walk.steps[0].loss)
    case "rate", "end", "loss":
      guard let rate = first.arguments.first, walk.rates.indices.contains(rate - 1),
        let last = walk.steps(of: rate - 1).last
      else { throw ReferenceError("the rates are numbered from 1 to \(walk.rates.count)") }
      switch first.name {
      case "rate": return .decimal(walk.rates[rate - 1])
      case "end": return .paper(last.after)
      // The loss before the last step: the one that stands on the page.
      default: return .paper(last.loss)
      }
    default:
      throw ReferenceError(
        "this experiment has nothing called \"\(first.name)\"", word: first.name, valid: valid)
    }
  }

  var records: [String] {
    walk.steps.enumerated().map { place, step in
      func json(_ numbers: [PaperNumber]) -> String {
        "[" + numbers.map { "\"\($0.formula)\"" }.joined(separator: ",") + "]"
      }
      return "{\"experiment\":\"\(name)\",\"step\":\(place + 1),"
        + "\"rate\":\"\(walk.rates[step.rate].asciiText)\",\"before\":\(json(step.before)),"
        + "\"loss\":\"\(step.loss.formula)\",\"slopes\":\(json(step.slopes)),"
        + "\"after\":\(json(step.after))}"
    } + [
      "{\"experiment\":\"\(name)\",\"result\":\"walked\",\"rates\":\(walk.rates.count),"
        + "\"steps\":\(walk.steps.count)}"
    ]
  }

  var ending: String {
    walk.rates.indices.map { rate in
      let after = walk.steps(of: rate).last?.after ?? []
      return "Rate \(walk.rates[rate]) ends at (\(after.map(\.text).joined(separator: ", ")))."
    }.joined(separator: " ")
  }
}
