/// What is known of a step without telling it.
public struct StepMark: Equatable, Sendable {
  /// From 1; nil where the experiment has no epochs.
  public var epoch: Int?
  public var isMistake: Bool

  public init(epoch: Int?, isMistake: Bool) {
    self.epoch = epoch
    self.isMistake = isMistake
  }
}

extension PlayedExperiment {
  /// The marks that may stand beside a step: all, or, where their number is for the reader to find
  /// out, those up to the end of its epoch.
  public func marks(beside step: Int) -> [StepMark] {
    guard isCountFound, marks.indices.contains(step - 1) else { return marks }
    let epoch = marks[step - 1].epoch
    return Array(marks.prefix { ($0.epoch ?? 0) <= (epoch ?? 0) })
  }
}
