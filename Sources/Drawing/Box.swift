/// Something laid out: items around an origin at the left end of its baseline, and how much room
/// they need, in points.
public struct Box: Equatable, Sendable {
  public var width: Double
  /// From the baseline up to the top.
  public var ascent: Double
  /// From the baseline down to the bottom.
  public var descent: Double
  public var items: [Item]

  public init(width: Double, ascent: Double, descent: Double, items: [Item]) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
    self.items = items
  }

  public var height: Double { ascent + descent }

  /// The box as an item, its baseline's left end at `origin`.
  public func placed(at origin: Point, tag: StructureTag? = nil, isAnswer: Bool = false) -> Item {
    .group(Group(offset: origin, tag: tag, isAnswer: isAnswer, items))
  }

  /// The box as an item, its upper left corner at `corner`.
  public func placed(topLeft corner: Point, tag: StructureTag? = nil, isAnswer: Bool = false)
    -> Item
  {
    placed(at: Point(corner.x, corner.y + ascent), tag: tag, isAnswer: isAnswer)
  }
}
