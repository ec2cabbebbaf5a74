/// Something that a run knows and that a reader may be asked for: known by what it is, not by its
/// digits, so that a 4 that is the answer differs from a 4 that is given.
///
/// Lines of arithmetic, cells of tables and blanks are named by their step, their code and their
/// place among those of one code; marks of figures and predictions say which of them they show or
/// ask for.
public struct Quantity: Hashable, Sendable {
  /// The step that it belongs to, from 1.
  public var step: Int
  /// `weights`, `sum`: the word that lines, columns and blanks share.
  public var name: String
  /// Tells those of one name in one step apart (the weights), from 0.
  public var place: Int

  public init(step: Int, _ name: String, _ place: Int = 0) {
    self.step = step
    self.name = name
    self.place = place
  }
}

extension Moment {
  /// What the lines of a stage (from 0) come to.
  public func quantities(ofStage place: Int) -> [Quantity] {
    var seen: [String: Int] = [:]
    var found: [Quantity] = []
    for (index, stage) in stages.prefix(place + 1).enumerated() {
      for line in stage.derivation.lines {
        // A line that only sets numbers in comes to nothing yet.
        guard line.parts.contains(where: { $0.kind == .result }) else { continue }
        let number = seen[line.code] ?? 0
        seen[line.code] = number + 1
        if index == place { found.append(Quantity(step: self.index, line.code, number)) }
      }
    }
    return found
  }

  /// The picture beside the first `uncovered` stages. Where the next one asks something, it is the
  /// one that does not tell the answer.
  public func figure(uncovered: Int) -> AnyFigure {
    if stages.indices.contains(uncovered), stages[uncovered].prediction != nil,
      let open = stages[uncovered].openFigure
    {
      return open
    }
    return stages[max(uncovered, 1) - 1].figure
  }

  /// What stands on a screen beside the question of a stage, and tells its answer: the quantity in a
  /// mark of the picture, or in a line above.
  public func answers(besideQuestionOf place: Int) -> [Quantity] {
    guard let asked = stages[place].prediction?.quantity else { return [] }
    let shown =
      figure(uncovered: place).quantities + (0..<place).flatMap { quantities(ofStage: $0) }
    return shown.filter { $0 == asked }
  }
}
