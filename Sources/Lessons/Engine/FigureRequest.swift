extension FigureRequest {
  /// The keys of every `figure` block; each picture has options besides.
  static let keys = ["of", "show", "step", "caption", "task", "points", "when"]
}

/// What a `figure` block says: `show: boundary`, at which step, and further options by name.
public struct FigureRequest: Equatable, Sendable {
  public var show: String
  /// The step, 0 for the start; nil where the block gives none.
  public var step: Int?
  /// All other keys of the block with their scalar values as written.
  public var options: [String: String]
  /// A picture for pupils to complete: axes and points without the answer, the answer as a part
  /// that only the key shows.
  public var isTask: Bool
  public var caption: String

  public init(
    show: String, step: Int? = nil, options: [String: String] = [:], isTask: Bool = false,
    caption: String = ""
  ) {
    self.show = show
    self.step = step
    self.options = options
    self.isTask = isTask
    self.caption = caption
  }
}
