import Drawing
import Figures

@testable import Lessons

/// A lesson made by hand: four steps of a perceptron with two mistakes in two epochs.
enum SmallLesson {
  static let experiment = PlayedExperiment(
    SmallRun(), of: ExperimentBlock(kind: "small", fields: []), shows: SmallRun.shows,
    world: World(
      name: "small", title: "A small lesson", words: .english, seed: 1, options: PlayOptions()))

  static func played(told: [Int] = [1, 2, 4]) -> PlayedLesson {
    return PlayedLesson(
      lesson: Lesson(
        name: "small", title: "A small lesson", summary: "Four steps, two mistakes.",
        minutes: 5, objectives: ["carry out the rule"], words: .english),
      blocks: [
        .heading(level: 1, [.text("Begin")]),
        .paragraph([
          .text("A neuron adds "), .strong([.text("weighted")]), .text(" inputs: "),
          .formula("w_0 + w_1 x_1"), .text("."),
        ]),
        .list(
          isOrdered: true, items: [[.paragraph([.text("one")])], [.paragraph([.text("two")])]]),
        .heading(level: 1, [.text("The walk")]),
        .walk(
          PlayedWalk(experiment: experiment, told: told, onPaper: [1], blank: ["sum"])),
        .table(
          PlayedTable(
            experiment: experiment,
            table: StepTable(columns: SmallRun.columns, rows: [1, 2].map(SmallRun().row)))),
        .question(number),
        .question(choice),
        .notes(TeacherNotes(text: [.text("For the teacher alone.")])),
      ], experiments: [experiment])
  }

  static let number = PlayedQuestion(
    ask: [.text("Which weights are left?")],
    answer: .number(
      Value(text: "−0.4, 0.2", numbers: [-0.4, 0.2], plain: ["-0.4", "0.2"]), tolerance: 0),
    hints: [[.text("Look at step 4.")]], explanation: [.text("They stay.")])

  static let choice = PlayedQuestion(
    ask: [.text("On the line?")],
    answer: .choice([
      .init(text: [.text("TRUE")], isCorrect: false, why: [.text("z is 0 there.")]),
      .init(text: [.text("FALSE")], isCorrect: true, why: [.text("0 is not above 0.")]),
    ]))
}

struct SmallFigure: Figure {
  var title: String
  var caption: String { "" }
  func description(_ words: Words) -> String { "\(title): the line crosses at −1.25." }

  func layout(fitting size: Size, in context: DrawingContext) -> Box {
    Box(
      width: size.width, ascent: size.height, descent: 0,
      items: [.path(PathItem(.line(Point(0, 0), Point(size.width, 0)), fill: .black))])
  }
}

/// Four steps of two epochs, two of them mistakes.
struct SmallRun: Sendable {
  let marks = [
    StepMark(epoch: 1, isMistake: true), StepMark(epoch: 1, isMistake: false),
    StepMark(epoch: 2, isMistake: true), StepMark(epoch: 2, isMistake: false),
  ]

  func moment(_ index: Int) -> Moment {
    let mark = marks[index - 1]
    let sum = Derivation(
      "Weighted sum",
      [
        .init(
          "sum", "z",
          [
            .init(.equals, "w_0 + w_1 \\cdot x_1", .symbols), .init(.equals, "0.8 + 0", .numbers),
            .init(.equals, "0.8", .result),
          ])
      ])
    let update = Derivation(
      "Each weight moves",
      [
        .init(
          "weights", "w_0'",
          [.init(.equals, "0.8 - 0.2", .numbers), .init(.equals, "0.6", .result)])
      ])
    var stages = [Stage(derivation: sum, figure: SmallFigure(title: "Old line \(index)"))]
    if mark.isMistake {
      stages.append(
        Stage(
          derivation: update, figure: SmallFigure(title: "New line \(index)"),
          prediction: Prediction(
            Quantity(step: index, "weights"), question: "What will w₀′ be?", expected: 0.6,
            expectedText: "0.6",
            slips: [.init(value: 1, message: "That has the sign of d turned round.")])))
    }
    return Moment(
      index: index, count: 4, epoch: mark.epoch,
      heading: "Epoch \(mark.epoch ?? 0) · step \(index) of 4", isMistake: mark.isMistake,
      stages: stages)
  }

  static let columns: [StepTable.Column] = [
    .init(code: "step", header: "\\text{step}", isComputed: false),
    .init(code: "sum", header: "z", isComputed: true),
  ]

  func row(_ step: Int) -> StepTable.Row {
    .init(step: step, cells: ["\(step)", "-0.8"], isMistake: marks[step - 1].isMistake)
  }

  static let shows = Shows<SmallRun> {
    Steps {
      $0.marks
    } moment: { run, index, _ in
      run.moment(index)
    }
    Overviews { _, _ in [("overview", SmallFigure(title: "All epochs").erased)] }
    Table(
      "steps", "the steps",
      columns: { _, _ in columns }, rows: .steps { run, step, _ in run.row(step) })
    Record(
      step: { _, _, _ in [] }, result: { _, _ in [JSONMember("result", .string("converged"))] })
    Ending { _, _ in "Converged in epoch 2, at step 4, with weights −0.4, 0.2." }
  }
}
