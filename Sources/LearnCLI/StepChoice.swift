import Lessons

/// Which steps of which experiment the command line asks for.
struct StepChoice {
  /// nil where the whole lesson is meant.
  var experiment: PlayedExperiment?
  /// nil where no steps are named.
  var steps: ClosedRange<Int>?

  /// - Throws: `UsageError` for an experiment that the lesson has not, and for steps outside of it.
  init(_ invocation: Invocation, among experiments: [PlayedExperiment]) throws {
    if let name = invocation.value("experiment") {
      guard let found = experiments.first(where: { $0.name == name }) else {
        let names = experiments.map(\.name)
        throw UsageError.unknown(
          "experiment", name, valid: names, hint: UsageError.choice(among: names),
          path: invocation.path)
      }
      experiment = found
    }
    let step = invocation.integer("step")
    let from = invocation.integer("from")
    let to = invocation.integer("to")
    if step != nil, from != nil || to != nil {
      throw UsageError("Give either '--step' or '--from' and '--to'.", path: invocation.path)
    }
    guard step != nil || from != nil || to != nil else { return }
    guard let chosen = experiment ?? experiments.first(where: { !$0.marks.isEmpty }) else {
      throw UsageError("The lesson has no steps.", path: invocation.path)
    }
    experiment = chosen
    let count = chosen.marks.count
    for (option, number) in [("step", step), ("from", from), ("to", to)] {
      guard let number, !(1...max(count, 1)).contains(number) else { continue }
      let others = experiments.filter { $0.name != chosen.name && !$0.marks.isEmpty }
        .map { "'\($0.name)' 1 to \($0.marks.count)" }
      throw UsageError(
        "The value '\(number)' is invalid for '--\(option)'. The experiment '\(chosen.name)' has "
          + "steps 1 to \(count)."
          + (others.isEmpty ? "" : " With '--experiment': \(others.joined(separator: ", "))."),
        path: invocation.path)
    }
    let first = step ?? from ?? 1
    let last = step ?? to ?? count
    guard first <= last else {
      throw UsageError(
        "'--from' is \(first), after '--to' \(last).", path: invocation.path)
    }
    steps = first...last
  }

  /// The records of the steps meant, and after each experiment its result.
  func records(of experiments: [PlayedExperiment]) -> [String] {
    let chosen = experiment.map { [$0] } ?? experiments
    return chosen.flatMap { experiment in
      guard let steps else { return experiment.records }
      let results = experiment.records.dropFirst(experiment.marks.count)
      return Array(experiment.records[(steps.lowerBound - 1)..<steps.upperBound]) + results
    }
  }
}
