import Drawing
import Figures
import Lessons

/// A lesson made by hand: four steps of a perceptron with two mistakes in two epochs.
enum SmallLesson {
  static func played(told: [Int] = [1, 2, 4]) -> PlayedLesson {
    let experiment = SmallExperiment()
    return PlayedLesson(
      lesson: Lesson(
        name: "small", title: "A small lesson", summary: "Four steps, two mistakes.",
        minutes: 5, objectives: ["carry out the rule"], language: "en"),
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
          PlayedTable(experiment: experiment, table: experiment.table(steps: [1, 2]))),
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
  var description: String { "\(title): the line crosses at −1.25." }

  func layout(fitting size: Size, in context: DrawingContext) -> Box {
    Box(
      width: size.width, ascent: size.height, descent: 0,
      items: [.path(PathItem(.line(Point(0, 0), Point(size.width, 0)), fill: .black))])
  }
}

struct SmallExperiment: Experiment {
  let name = "small"
  let marks = [
    StepMark(epoch: 1, isMistake: true), StepMark(epoch: 1, isMistake: false),
    StepMark(epoch: 2, isMistake: true), StepMark(epoch: 2, isMistake: false),
  ]
  let ending = "Converged in epoch 2, at step 4, with weights −0.4, 0.2."
  let records = (1...4).map { #"{"step":\#($0)}"# } + [#"{"result":"converged"}"#]

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
            question: "What will w₀′ be?", expected: 0.6, expectedText: "0.6",
            slips: [.init(value: 1, message: "That has the sign of d turned round.")])))
    }
    return Moment(
      index: index, count: 4, epoch: mark.epoch,
      heading: "Epoch \(mark.epoch ?? 0) · step \(index) of 4", isMistake: mark.isMistake,
      stages: stages)
  }

  func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    throw ReferenceError("none")
  }

  func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    throw ReferenceError("none")
  }

  func table(show: String = "", steps: [Int]) -> StepTable {
    StepTable(
      columns: [
        .init(code: "step", header: "\\text{step}", isComputed: false),
        .init(code: "sum", header: "z", isComputed: true),
      ],
      rows: steps.map {
        .init(step: $0, cells: ["\($0)", "-0.8"], isMistake: marks[$0 - 1].isMistake)
      })
  }

  var overviews: [(name: String, figure: AnyFigure)] {
    [("overview", SmallFigure(title: "All epochs").erased)]
  }
}
