import Figures

/// The blocks that speak of experiments, and those that speak to pupils and teachers.
extension LessonPlayer {
  func figure(_ node: YAMLNode) -> PlayedBlock? {
    guard case .mapping(let pairs) = node.content else {
      findings.error("a figure needs keys with values", at: node, hint: "of: and show:")
      return nil
    }
    // Further keys are options of the kind of figure; the experiment says which it knows.
    let own = FigureRequest.keys
    let options = pairs.filter { !own.contains($0.key.scalar ?? "") }
    guard
      let keys = YAMLMapping(
        node, what: "a figure", keys: own + options.compactMap(\.key.scalar), findings: findings)
    else { return nil }
    let caption = inlines(keys["caption"]).map { $0.plainText(words) }.joined()
    let task = inlines(keys["task"])
    let points = keys.integer("points", in: 0...100)
    let texts = options.compactMap { pair -> (String, String)? in
      guard let key = pair.key.scalar, let value = pair.value.scalar else {
        findings.error("a single value is needed here", at: pair.value)
        return nil
      }
      return (key, value)
    }
    let found = find(keys)
    guard let show = keys.requiredString("show"), let experiment = found else { return nil }
    let request = FigureRequest(
      show: show, step: step(keys, of: experiment),
      options: Dictionary(texts, uniquingKeysWith: { first, _ in first }),
      isTask: keys["task"] != nil, caption: caption)
    return figure(request, of: experiment, keys).map { figure in
      .figure(
        PlayedFigure(
          figure: figure, of: experiment.name, isTask: request.isTask,
          points: points ?? (request.isTask ? 1 : 0),
          task: task))
    }
  }

  /// The figure that is asked for. A key that is wrong is told and put aside, so that those after it
  /// are checked, too; of one key one thing is told.
  private func figure(_ asked: FigureRequest, of experiment: PlayedExperiment, _ keys: YAMLMapping)
    -> AnyFigure?
  {
    var request = asked
    var told: Set<String> = keys["step"] != nil && asked.step == nil ? ["step"] : []
    var putAside: Set<String> = []
    while true {
      do {
        let figure = try experiment.figure(request)
        return told.isEmpty ? figure : nil
      } catch {
        if !told.contains(error.key) { report(error, keys) }
        guard !error.key.isEmpty, putAside.insert(error.key).inserted else { return nil }
        told.insert(error.key)
        switch error.key {
        case "step":
          if request.step == nil, experiment.marks.isEmpty { return nil }
          request.step = request.step == nil ? 1 : nil
        case "task": request.isTask = false
        default: request.options[error.key] = nil
        }
      }
    }
  }

  func walk(_ node: YAMLNode) -> PlayedBlock? {
    let all = [
      "of", "steps", "paper", "worksheet", "blank", "points", "change", "challenge", "when",
    ]
    guard let keys = YAMLMapping(node, what: "a walk", keys: all, findings: findings) else {
      return nil
    }
    let points = keys.integer("points", in: 0...1000) ?? 0
    guard let experiment = find(keys) else { return nil }
    let everything = Array(1..<(experiment.marks.count + 1))
    let told =
      keys.list("steps").map {
        StepSelection.steps($0, of: experiment, findings: findings) ?? []
      } ?? everything
    let onPaper =
      keys.list("paper").map {
        StepSelection.steps($0, of: experiment, findings: findings) ?? []
      } ?? told.filter { experiment.marks[$0 - 1].epoch ?? 1 == 1 }
    var walk = PlayedWalk(
      experiment: experiment, told: told, onPaper: onPaper, blank: blank(keys, of: experiment),
      points: points)
    walk.staysOnWorksheet = keys.boolean("worksheet") ?? false
    walk.change = change(keys, of: experiment)
    walk.challenge = keys["challenge"].flatMap { challenge($0, of: experiment) }
    return .walk(walk)
  }

  /// The fields that a page offers to change.
  private func change(_ keys: YAMLMapping, of experiment: PlayedExperiment) -> [String] {
    let known = experiment.block.fields.map { $0.key }
    if let node = keys["change"], node.items.count > 3 {
      findings.error("\"change:\" takes at most three fields", at: node, hint: "keep the best ones")
    }
    return (keys.list("change") ?? []).compactMap { item in
      let name = item.scalar ?? item.kind
      if known.contains(name) { return name }
      findings.unknown("field", name, at: item, valid: known)
      return nil
    }
  }

  private func challenge(_ node: YAMLNode, of experiment: PlayedExperiment) -> Challenge? {
    guard
      let keys = YAMLMapping(
        node, what: "a challenge", keys: ["ask", "goal"], findings: findings),
      let ask = keys.required("ask"), let goal = keys.required("goal")
    else { return nil }
    let errors = findings.errorCount
    // Its paths have to lead somewhere; what they give is another matter.
    Expectation.check(goal, of: experiment, isOriginal: false, findings: findings)
    guard findings.errorCount == errors else { return nil }
    if options.overrides.isEmpty, Expectation.isMet(goal, by: experiment) {
      findings.error(
        "the lesson's own run meets this goal already", at: goal, hint: "ask for something else")
    }
    return Challenge(ask: inlines(ask), goal: goal.flowText)
  }

  func table(_ node: YAMLNode) -> PlayedBlock? {
    let all = ["of", "show", "steps", "rows", "caption", "blank", "worked", "points", "when"]
    guard let keys = YAMLMapping(node, what: "a table", keys: all, findings: findings) else {
      return nil
    }
    let caption = inlines(keys["caption"]).map { $0.plainText(words) }.joined()
    let worked = keys.integer("worked", in: 0...1000) ?? 1
    let points = keys.integer("points", in: 0...1000) ?? 0
    guard let experiment = find(keys) else { return nil }
    let chosen = steps(keys, of: experiment)
    do {
      var table = try experiment.table(
        show: keys.string("show") ?? "steps",
        steps: chosen ?? Array(1..<(experiment.marks.count + 1)))
      // Which rows there are depends on the steps.
      if chosen != nil || keys["steps"] == nil, let rows = rows(keys, of: table.rows.count) {
        table.rows = rows.map { table.rows[$0] }
      }
      return .table(
        PlayedTable(
          experiment: experiment, table: table, caption: caption,
          blank: blank(keys, columns: table.columns.map(\.code)), worked: worked, points: points))
    } catch {
      report(error, keys)
      return nil
    }
  }

  func derivation(_ node: YAMLNode) -> PlayedBlock? {
    let all = ["of", "show", "step", "steps", "only", "ask", "blank", "points", "when"]
    guard let keys = YAMLMapping(node, what: "a derivation", keys: all, findings: findings) else {
      return nil
    }
    let ask = inlines(keys["ask"])
    let points = keys.integer("points", in: 0...1000) ?? 0
    guard let experiment = find(keys) else { return nil }
    let chosen = steps(keys, of: experiment)
    let given = step(keys, of: experiment)
    // Quantities depend on the steps: without these, none of them is known to be wrong.
    if keys["steps"] != nil, chosen == nil { return nil }
    // A step that is none was told; what else is asked for is checked with the first.
    let stand = keys["step"] != nil && given == nil && !experiment.marks.isEmpty ? 1 : given
    do {
      var derivations =
        if let chosen { try arithmetic(of: experiment, steps: chosen) } else {
          try experiment.derivations(FigureRequest(show: keys.string("show") ?? "", step: stand))
        }
      if keys["only"] != nil {
        let errors = findings.errorCount
        let codes = codes("only", keys, known: derivations.flatMap { $0.lines.map(\.code) })
        if findings.errorCount == errors {
          derivations = derivations.compactMap { derivation in
            let lines = derivation.lines.filter { codes.contains($0.code) }
            return lines.isEmpty ? nil : Derivation(derivation.title, lines)
          }
        }
      }
      return .derivations(
        PlayedDerivations(
          derivations: derivations, ask: ask,
          blank: blank(keys, columns: derivations.flatMap { $0.lines.map(\.code) }),
          points: points))
    } catch {
      report(error, keys)
      return nil
    }
  }

  func notes(_ node: YAMLNode) -> PlayedBlock? {
    let all = ["minutes", "text", "ask", "mistakes", "skip", "when"]
    guard let keys = YAMLMapping(node, what: "notes", keys: all, findings: findings) else {
      return nil
    }
    return .notes(
      TeacherNotes(
        minutes: keys.integer("minutes", in: 0...1000), text: inlines(keys.required("text")),
        ask: inlines(keys["ask"]), mistakes: inlines(keys["mistakes"]),
        skip: inlines(keys["skip"])))
  }

  /// The steps that `steps:` chooses; nil where the key is missing or wrong.
  private func steps(_ keys: YAMLMapping, of experiment: PlayedExperiment) -> [Int]? {
    keys.list("steps").flatMap {
      StepSelection.steps($0, of: experiment, findings: findings)
    }
  }

  /// `step:` as a number, `start` (0) or `end`.
  private func step(_ keys: YAMLMapping, of experiment: PlayedExperiment) -> Int? {
    switch keys["step"]?.scalar {
    case "start": return 0
    case "end": return experiment.marks.count
    default: return keys.integer("step", in: 0...max(experiment.marks.count, 0))
    }
  }

  private func blank(_ keys: YAMLMapping, of experiment: PlayedExperiment) -> [String] {
    let columns = (try? experiment.table(show: "steps", steps: []))?.columns
    // Kinds whose steps differ name other quantities in each of them.
    let steps = keys["blank"] == nil ? 0 : min(experiment.marks.count, 20)
    let lines = (0..<steps).flatMap { experiment.moment($0 + 1).stages }
      .flatMap(\.derivation.lines)
    return blank(keys, columns: (columns ?? []).map(\.code) + lines.map(\.code))
  }

  private func blank(_ keys: YAMLMapping, columns: [String]) -> [String] {
    codes("blank", keys, known: columns)
  }

  /// The quantities that the list at `key` names.
  private func codes(_ key: String, _ keys: YAMLMapping, known columns: [String]) -> [String] {
    var known: [String] = []
    for column in columns where !known.contains(column) { known.append(column) }
    return (keys.list(key) ?? []).compactMap { item in
      guard let word = item.scalar, known.contains(word) else {
        findings.unknown(
          key == "blank" ? "quantity to blank" : "quantity", item.scalar ?? item.kind, at: item,
          valid: known)
        return nil
      }
      return word
    }
  }

  private func arithmetic(of experiment: PlayedExperiment, steps: [Int]) throws(ReferenceError)
    -> [Derivation]
  {
    var all: [Derivation] = []
    for step in steps {
      all += try experiment.derivations(FigureRequest(show: "step", step: step))
    }
    return all
  }

  /// `rows: [1, 3-5]` as places from 0; nil where the key is missing.
  private func rows(_ keys: YAMLMapping, of count: Int) -> [Int]? {
    keys.list("rows").map { items in
      items.flatMap { item -> [Int] in
        // However many a variant has.
        if item.scalar == "all but last", count > 1 { return Array(0..<count - 1) }
        let ends = (item.scalar ?? "").split(separator: "-").map { Int($0) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
          first >= 1, first <= last, last <= count
        else {
          findings.error(
            "\"\(item.scalar ?? item.kind)\" is no row of this table", at: item,
            hint: "it has rows 1 to \(count); write for example [1, 3-5]")
          return []
        }
        return Array(first - 1..<last)
      }
    }
  }

  private func report(_ error: ReferenceError, _ keys: YAMLMapping) {
    findings.error(
      error.message, at: keys[error.key] ?? keys["show"] ?? keys["step"] ?? keys.node,
      hint: Findings.hint(for: error.word, valid: error.valid))
  }
}
