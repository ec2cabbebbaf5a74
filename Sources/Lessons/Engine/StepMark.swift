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
