import Drawing
import Figures
import Networks
import Numerics

/// Gradient descent as a walk over the loss of one or two weights, for several rates.
enum DescentKind: Kind {
  static let key = "descent"
  static let article = "a descent"
  static let help =
    "Gradient descent of ŷ = w·x, or of ŷ = w·x + b, on a few points, with several learning rates "
    + "from the same start. A step is a step downhill; each rate is an epoch of the walk."
  static let example = """
    descent:
      points: [[1, 2], [2, 4]]
      start: [0]
      rates: [0.04, 0.3, 0.85]
      steps: 6
    """

  private static let limits = DecimalLimits(places: 3, below: 100)

  static let points = Field<[[ExactDecimal]]>.rows(
    "points", height: 1...8, width: 2...2, limits, "the points, each x and what should come out",
    hint: "write [[1, 2], [2, 4]]: x and what should come out")
  static let start = Field<[ExactDecimal]>.decimals(
    "start", count: 1...2, limits, "where the walk begins: w alone, or w and b",
    hint: "write [0] for w alone, or [0, 0] for w and b")
  static let rates = Field<[ExactDecimal]>.decimals(
    "rates", count: 1...6, DecimalLimits(places: 3, below: 100, isPositive: true),
    "the learning rates", hint: "write [0.1, 0.5]")
  static let steps = Field<Int>.integer("steps", 1...40, "how many steps each rate goes")
    .or(8, text: "8")
  static let fields = [AnyField(points), AnyField(start), AnyField(rates), AnyField(steps)]

  static func run(_ values: FieldValues, _ world: World) throws(KindError) -> DescentWalk {
    DescentWalk(
      samples: values[points].map { .init(x: $0[0], y: $0[1]) }, start: values[start],
      rates: values[rates], stepsPerRate: values[steps])
  }

  // MARK: What it shows

  private static let rate = Option<DescentWalk, Int>.index(
    "rate", "which of the rates", of: { $0.rates.count }, fallback: { _ in 0 })
  private static let last = Option<DescentWalk, Int>.index(
    "steps", "how many of its steps", of: { $0.stepsPerRate }, fallback: { $0.stepsPerRate - 1 })

  static let shows = Shows<DescentWalk> {
    Steps({ walk in walk.steps.map { StepMark(epoch: $0.rate + 1, isMistake: false) } }) {
      walk, index, world in DescentMoments(walk, world).moment(index)
    }
    Entry("start", "the weights at the start") { .list($0.start) }
    Entry("steps", "how many steps each rate goes") { .number($0.stepsPerRate) }
    Entry("start-loss", "the loss at the start") {
      .paper($0.steps[0].loss, $0.steps[0].exact.loss)
    }
    Entry("rate", "a rate", of: { $0.rates.count }) { .decimal($0.rates[$1]) }
    Entry("end", "the weights at its end", of: { $0.rates.count }) {
      $0.steps(of: $1).last.map { .paper($0.after, $0.exact.after) }
    }
    // The loss that stands on the page.
    Entry("loss", "the loss before its last step", of: { $0.rates.count }) {
      $0.steps(of: $1).last.map { .paper($0.loss, $0.exact.loss) }
    }
    Picture(
      "walk", "one rate's steps over the loss", options: [AnyOption(rate), AnyOption(last)],
      answers: .when("with one weight", { $0.start.count == 1 })
    ) { request, world in
      DescentPictures(request.run, world).walk(
        rate: request[rate], upTo: request[last] + 1, isTask: request.isTask)
    }
    Picture("rates", "all rates side by side") { request, world in
      AnyFigure(DescentPictures(request.run, world).rates)
    }
    Overviews { walk, world in [("rates", AnyFigure(DescentPictures(walk, world).rates))] }
    Table("steps", "rate, step, weights, loss and slopes", columns: columns, rows: .steps(row))
    Record(
      step: { walk, index, _ in
        let step = walk.steps[index - 1]
        return [
          JSONMember("rate", .decimal(walk.rates[step.rate])),
          JSONMember("before", .strings(step.before.map { $0.formula })),
          JSONMember("loss", .string(step.loss.formula)),
          JSONMember("slopes", .strings(step.slopes.map { $0.formula })),
          JSONMember("after", .strings(step.after.map { $0.formula })),
        ]
      },
      result: { walk, _ in
        [
          JSONMember("result", .string("walked")),
          JSONMember("rates", .integer(walk.rates.count)),
          JSONMember("steps", .integer(walk.steps.count)),
        ]
      })
    Ending { walk, world in
      walk.rates.indices.map { rate in
        let steps = walk.steps(of: rate)
        let end =
          steps.last.map { step in
            zip(step.after, step.exact.after).map { $0.agreed(with: $1).text }
          }?.joined(separator: ", ") ?? ""
        return steps.count == walk.stepsPerRate
          ? world.words("Rate {1} ends at ({2}).", walk.rates[rate].description, end)
          : world.words(
            "Rate {1} leaves every bound: it was stopped after {2} steps, at ({3}).",
            walk.rates[rate].description, "\(steps.count)", end)
      }.joined(separator: " ")
    }
  }

  @Sendable private static func columns(_ walk: DescentWalk, _ world: World) -> [StepTable.Column] {
    let names = walk.names
    return [
      .init(.rate, header: "\\text{\(world.words("rate"))}", isComputed: false),
      .init(.step, header: "\\text{\(world.words("step"))}", isComputed: false),
    ] + names.map { .init(.before, header: $0, isComputed: false) }
      + [.init(.loss, header: "L", isComputed: true)]
      + names.map { .init(.slope, header: "\\partial L/\\partial \($0)", isComputed: true) }
      + names.map { .init(.weights, header: "\($0)'", isComputed: true) }
  }

  @Sendable private static func row(_ walk: DescentWalk, _ index: Int, _: World) -> StepTable.Row {
    let step = walk.steps[index - 1]
    let numbers = step.before + [step.loss] + step.slopes + step.after
    return .init(
      step: index,
      cells: [walk.rates[step.rate].asciiText, "\(step.number)"] + numbers.map { $0.formula })
  }
}

extension DescentWalk {
  /// The weights as formulas name them.
  var names: [String] { start.count == 1 ? ["w"] : ["w", "b"] }
}
