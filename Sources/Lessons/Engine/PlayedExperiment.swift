import Drawing
import Figures
import Networks
import Numerics

/// An experiment that has been played: everything that its kind declares, asked for by the words of
/// a lesson. It alone answers a lesson's references, figures, tables and arithmetic, and says what
/// is wrong with those that lead nowhere.
public struct PlayedExperiment: Sendable {
  /// The name that the lesson gave it.
  public let name: String
  /// The block that it was played from.
  public let block: ExperimentBlock
  /// What the walk shows of each step without computing it: epoch and mistake.
  public let marks: [StepMark]
  /// What a worksheet can draw anew; nil where nothing varies.
  public let variedImage: VariedImage?
  /// How it gets other numbers; nil where nothing of that kind varies.
  public let varied: VariedRun?
  /// Whose start weights, rate and order a worksheet can vary and marking can follow.
  public let perceptron: PerceptronRun?
  #if !hasFeature(Embedded)
    /// Whose pixels and maps can be shown.
    public let imageNetwork: NetworkStory?
  #endif

  /// Whether how many steps there are is for the reader to find out.
  public let isCountFound: Bool

  private let tellMoment: @Sendable (Int) -> Moment
  private let findValue: @Sendable (ReferencePath) throws(ReferenceError) -> Value
  private let drawFigure: @Sendable (FigureRequest) throws(ReferenceError) -> AnyFigure
  private let makeTable: @Sendable (String, [Int]?) throws(ReferenceError) -> StepTable
  private let tellArithmetic: @Sendable (FigureRequest) throws(ReferenceError) -> [Derivation]
  private let drawOverviews: @Sendable () -> [(name: String, figure: AnyFigure)]
  private let writeRecords: @Sendable () -> [String]
  private let tellEnding: @Sendable () -> String

  init<Run: Sendable>(_ run: Run, of block: ExperimentBlock, shows: Shows<Run>, world: World) {
    let answers = Answers(run: run, shows: shows, world: world)
    name = world.name
    self.block = block
    marks = answers.marks
    isCountFound = shows.steps?.isCountFound ?? false
    variedImage =
      shows.abilities.lazy.compactMap { ability -> VariedImage? in
        if case .variesImage(let image) = ability { image(run) } else { nil }
      }.first
    varied =
      shows.abilities.lazy.compactMap { ability -> VariedRun? in
        guard case .varies(let variation) = ability else { return nil }
        return VariedRun(
          draw: { (generator: inout SeededGenerator) in variation.draw(run, &generator) },
          again: { values in
            variation.again(run, values).map {
              PlayedExperiment($0, of: block, shows: shows, world: world)
            }
          })
      }.first
    perceptron =
      shows.abilities.lazy.compactMap { ability -> PerceptronRun? in
        if case .variesPerceptron(let perceptron) = ability { perceptron(run) } else { nil }
      }.first
    #if !hasFeature(Embedded)
      imageNetwork =
        shows.abilities.lazy.compactMap { ability -> NetworkStory? in
          if case .showsMaps(let story) = ability { story(run, world) } else { nil }
        }.first
    #endif
    tellMoment = { answers.moment($0) }
    findValue = { (path: ReferencePath) throws(ReferenceError) in try answers.value(path) }
    drawFigure = { (request: FigureRequest) throws(ReferenceError) in try answers.figure(request) }
    makeTable = { (show: String, steps: [Int]?) throws(ReferenceError) in
      try answers.table(show, steps)
    }
    tellArithmetic = { (request: FigureRequest) throws(ReferenceError) in
      try answers.arithmetic(request)
    }
    drawOverviews = { shows.overviews.flatMap { $0.all(run, world) } }
    writeRecords = { answers.records }
    tellEnding = { shows.ending?.sentence(run, world) ?? "" }
  }

  /// The step at `index`, 1 … `marks.count`; the same value whenever it is asked for.
  public func moment(_ index: Int) -> Moment { tellMoment(index) }

  /// What `{{name.path}}` stands for.
  public func value(_ path: ReferencePath) throws(ReferenceError) -> Value { try findValue(path) }

  /// The figure that a `figure` block asks for.
  public func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    try drawFigure(request)
  }

  /// A table of steps, or another table that the kind declares.
  ///
  /// - Parameter steps: nil where the block chooses none.
  public func table(show: String, steps: [Int]?) throws(ReferenceError) -> StepTable {
    try makeTable(show, steps)
  }

  /// The arithmetic of a step, or other arithmetic that the kind declares.
  public func derivations(_ request: FigureRequest) throws(ReferenceError) -> [Derivation] {
    try tellArithmetic(request)
  }

  /// Pictures of the whole run, by file name without ending: `overview`, `weights`.
  public var overviews: [(name: String, figure: AnyFigure)] { drawOverviews() }

  /// The trace: one JSON object a line, its result last.
  public var records: [String] { writeRecords() }

  /// How it ended, in a sentence: "Converged in epoch 14, at step 56, with weights …".
  public var ending: String { tellEnding() }
}

/// A run with what its kind shows of it.
private struct Answers<Run: Sendable>: Sendable {
  let run: Run
  let shows: Shows<Run>
  let world: World
  let marks: [StepMark]

  init(run: Run, shows: Shows<Run>, world: World) {
    self.run = run
    self.shows = shows
    self.world = world
    marks = shows.steps?.marks(run) ?? []
  }

  func moment(_ index: Int) -> Moment {
    guard let steps = shows.steps, index >= 1, index <= marks.count else {
      preconditionFailure("step \(index) of \(marks.count) in \(world.name)")
    }
    return steps.moment(run, index, world)
  }

  func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    try shows.entries.value(path.parts[...], of: run, called: "\"\(world.name)\"")
  }

  // MARK: Figures

  func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    guard let picture = shows.pictures.first(where: { $0.name == request.show }) else {
      throw unknown("figure", request.show, shows.pictures.map { $0.name })
    }
    try checkWords(of: request, for: picture)
    if let lacking = picture.lacking(run) { throw lacking }
    try check(request, of: picture)
    let own = PictureRequest(
      run: run, step: request.step, isTask: request.isTask, texts: request.options)
    if let fault = picture.fault(own) { throw fault }
    var figure = picture.draw(own, world)
    if !request.caption.isEmpty { figure.caption = request.caption }
    return figure
  }

  /// Keys that no run of the kind would understand: told first, whatever else is wrong.
  private func checkWords(of request: FigureRequest, for picture: Picture<Run>)
    throws(ReferenceError)
  {
    for key in request.options.keys.sorted()
    where !picture.options.contains(where: { $0.key == key }) {
      throw ReferenceError(
        "\"\(picture.name)\" has no option called \"\(key)\"", word: key,
        valid: FigureRequest.keys + picture.options.map { $0.key }, key: key)
    }
    if request.isTask, case .none = picture.answers {
      throw ReferenceError(
        "\"\(picture.name)\" has nothing for pupils to complete: it takes no \"task:\"", key: "task"
      )
    }
  }

  private func check(_ request: FigureRequest, of picture: Picture<Run>) throws(ReferenceError) {
    switch picture.stepping {
    case .none:
      if request.step != nil {
        throw ReferenceError(
          "\"\(picture.name)\" is a picture of the whole: it takes no \"step:\"", key: "step")
      }
    case .optional: break
    case .required:
      guard let step = request.step, step >= 1, step <= marks.count else {
        throw ReferenceError(
          "step: a number from 1 to \(marks.count) is needed here", key: "step")
      }
    }
    for option in picture.options {
      guard let text = request.options[option.key] else { continue }
      do {
        try option.check(run, text)
      } catch {
        throw ReferenceError(error.message, word: error.word, valid: error.valid, key: option.key)
      }
    }
    for option in picture.options where option.isRequired && request.options[option.key] == nil {
      throw ReferenceError("\"\(option.key):\" is missing: \(option.help)", key: option.key)
    }
    if request.isTask, case .when(let condition, let has) = picture.answers, !has(run) {
      throw ReferenceError("\"\(picture.name)\" can be a task only \(condition)", key: "task")
    }
  }

  // MARK: Tables and arithmetic

  func table(_ show: String, _ steps: [Int]?) throws(ReferenceError) -> StepTable {
    guard let table = shows.tables.first(where: { $0.name == show }) else {
      throw unknown("table", show, shows.tables.map { $0.name })
    }
    let rows =
      switch table.rows {
      case .steps(let row):
        (steps ?? Array(1..<(marks.count + 1))).map { row(run, $0, world) }
      case .all(let rows): rows(run, world)
      }
    return StepTable(columns: table.columns(run, world), rows: rows)
  }

  func arithmetic(_ request: FigureRequest) throws(ReferenceError) -> [Derivation] {
    if let found = shows.arithmetic.first(where: { $0.name == request.show }) {
      if let lacking = found.lacking(run) { throw lacking }
      return found.lines(run, world)
    }
    guard request.show.isEmpty || request.show == "step" else {
      throw unknown("arithmetic", request.show, ["step"] + shows.arithmetic.map { $0.name })
    }
    guard let step = request.step, step >= 1, step <= marks.count else {
      throw ReferenceError("step: a number from 1 to \(marks.count) is needed here")
    }
    return moment(step).stages.map { $0.derivation }
  }

  private func unknown(_ what: String, _ word: String, _ valid: [String]) -> ReferenceError {
    ReferenceError("\"\(world.name)\" has no \(what) called \"\(word)\"", word: word, valid: valid)
  }

  // MARK: Trace

  var records: [String] {
    guard let record = shows.record else { return [] }
    let own = JSONMember("experiment", .string(world.name))
    let steps = marks.indices.map { place in
      ([own, JSONMember("step", .integer(place + 1))] + record.step(run, place + 1, world)).text
    }
    return steps + [([own] + record.result(run, world)).text]
  }
}
