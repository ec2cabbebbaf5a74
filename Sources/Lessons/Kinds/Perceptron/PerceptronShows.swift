import Datasets
import Drawing
import Figures
import Networks
import Numerics

extension PerceptronKind {
  static let shows = Shows<PerceptronRun> {
    Steps(
      isCountFound: true,
      { run in
        run.steps.map { StepMark(epoch: $0.epoch, isMistake: $0.isMistake) }
      }
    ) { run, index, world in run.moment(index, world) }
    entries
    Picture(
      "boundary", "the plane of the inputs with the boundary after a step, at first the start",
      step: .optional, answers: .drawn, lacking: needsPlane("boundary")
    ) { request, world in
      let run = request.run
      let step = request.step ?? run.steps.count
      let perceptron = step == 0 ? run.start : run.steps[step - 1].after
      let wrong = run.samples.indices.filter {
        perceptron.output(run.samples[$0].inputs) != run.samples[$0].target
      }
      var plot = BoundaryPlot(
        points: run.samples, weights: perceptron.weights, wrong: wrong,
        style: request.isTask ? .task : .full, title: world.title, words: world.words)
      plot.weightQuantities = PerceptronRun.weights(after: step)
      return AnyFigure(plot)
    }
    Picture("points", "the points alone", lacking: needsPlane("points")) { request, world in
      AnyFigure(
        BoundaryPlot(points: request.run.samples, title: world.title, words: world.words))
    }
    Picture(
      "overview", "the boundary at the end of every epoch", lacking: needsPlane("overview")
    ) { request, world in AnyFigure(request.run.overview(world)) }
    Picture("weights", "every weight against the steps") { request, world in
      AnyFigure(request.run.weightsChart(world))
    }
    Picture("mistakes", "the mistakes of each epoch") { request, world in
      AnyFigure(request.run.mistakesChart(world))
    }
    Picture(
      "contradiction", "the inequalities that no weights meet", lacking: needsContradiction
    ) { request, world in
      AnyFigure(
        InequalityFigure(
          contradiction(request.run), title: world.title, words: world.words))
    }
    Arithmetic(
      "contradiction", "why no line separates the points", lacking: needsContradiction
    ) { run, world in
      contradiction(run).moments(title: world.title, words: world.words).last?
        .stages.map { $0.derivation } ?? []
    }
    Overviews { run, world in
      (run.start.weights.count == 3 ? [("overview", AnyFigure(run.overview(world)))] : []) + [
        ("weights", AnyFigure(run.weightsChart(world))),
        ("mistakes", AnyFigure(run.mistakesChart(world))),
      ]
    }
    Table(
      "steps", "every step with its sum, output, error and weights",
      columns: { run, world in
        [.init(.step, header: "\\text{\(world.words("step"))}", isComputed: false)]
          + inputColumns(run) + [
            .init(.target, header: "\\text{\(world.words("target"))}", isComputed: false),
            .init(.sum, header: "z", isComputed: true),
            .init(.output, header: "\\text{\(world.words("output"))}", isComputed: true),
            .init(.error, header: "d", isComputed: true),
          ] + weightColumns(run)
      },
      rows: .steps { run, index, _ in
        let step = run.steps[index - 1]
        let known = ["\(index)"] + step.inputs.map { $0.asciiText } + ["\(step.target)"]
        let computed =
          [step.sum.asciiText, "\(step.output)", step.error > 0 ? "+1" : "\(step.error)"]
          + step.after.weights.map { $0.asciiText }
        return .init(step: index, cells: known + computed, isMistake: step.isMistake)
      })
    Table(
      "truth", "the points and what they should be",
      columns: { run, world in
        inputColumns(run) + [
          .init(.target, header: "\\text{\(world.words("target"))}", isComputed: false)
        ]
      },
      rows: .all { run, _ in
        run.samples.enumerated().map { index, sample in
          .init(
            step: index + 1, cells: sample.inputs.map { $0.asciiText } + ["\(sample.target)"])
        }
      })
    Table(
      "epochs", "every epoch with its mistakes and weights",
      columns: { run, world in
        [
          .init(.epoch, header: "\\text{\(world.words("epoch"))}", isComputed: false),
          .init(.mistakes, header: "\\text{\(world.words("mistakes"))}", isComputed: true),
        ] + weightColumns(run) + [
          .init(.wrong, header: "\\text{\(world.words("still wrong"))}", isComputed: true)
        ]
      },
      rows: .all { run, _ in
        run.epochs.map { epoch in
          .init(
            step: epoch.steps.upperBound,
            cells: ["\(epoch.number)", "\(epoch.mistakes)"]
              + epoch.atEnd.weights.map { $0.asciiText } + ["\(epoch.stillWrong.count)"],
            isMistake: epoch.mistakes > 0)
        }
      })
    record
    Ending { run, world in ending(run, world.words) }
    Ability<PerceptronRun>.variesPerceptron { $0 }
  }

  private static func needsPlane(_ name: String) -> @Sendable (PerceptronRun) -> ReferenceError? {
    { run in
      run.start.weights.count == 3
        ? nil
        : ReferenceError(
          "\"\(name)\" needs two inputs, this perceptron has \(run.start.weights.count - 1)",
          word: name, valid: ["weights", "mistakes"])
    }
  }

  @Sendable private static func needsContradiction(_ run: PerceptronRun) -> ReferenceError? {
    Contradiction(among: run.samples) == nil
      ? ReferenceError("a line separates these points, so there is no contradiction") : nil
  }

  private static func contradiction(_ run: PerceptronRun) -> Contradiction {
    guard let found = Contradiction(among: run.samples) else {
      preconditionFailure("a contradiction is asked of points that a line separates")
    }
    return found
  }

  private static func inputColumns(_ run: PerceptronRun) -> [StepTable.Column] {
    run.samples[0].inputs.indices.map {
      .init(.input($0 + 1), header: "x_\($0 + 1)", isComputed: false)
    }
  }

  private static func weightColumns(_ run: PerceptronRun) -> [StepTable.Column] {
    run.end.weights.indices.map { .init(.weights, header: "w_\($0)", isComputed: true) }
  }

  private static func ending(_ run: PerceptronRun, _ words: Words) -> String {
    func text(_ perceptron: Perceptron) -> String {
      "(" + perceptron.weights.map { $0.description }.joined(separator: ", ") + ")"
    }
    return switch run.result {
    case .converged(let epoch, let step):
      words(
        "Converged in epoch {1}, at step {2}, with the weights {3}.", "\(epoch)", "\(step)",
        text(run.end))
    case .cycle(let epoch, let since):
      words(
        "The weights at the end of epoch {1} are those at the end of epoch {2}: from here on the "
          + "same epochs come again and again, so it never converges.", "\(epoch)", "\(since)")
    case .limit(let epochs):
      words("Not converged after {1} epochs; the weights are {2}.", "\(epochs)", text(run.end))
    }
  }
}
