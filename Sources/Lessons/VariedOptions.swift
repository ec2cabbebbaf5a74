extension PlayOptions {
  /// The options for a variant of a lesson that these played. What it leaves as it was is taken from
  /// there, trainings from many seeds too.
  public func varied(by overrides: [String: ExperimentOverride], of lesson: PlayedLesson)
    -> PlayOptions
  {
    var options = self
    options.overrides.merge(overrides) { $1 }
    options.played = [:]
    for experiment in lesson.experiments {
      guard let override = overrides[experiment.name] else {
        options.played[experiment.name] = experiment
        continue
      }
      options.played[experiment.name] = experiment.varied?.again(override.values)
    }
    return options
  }
}
