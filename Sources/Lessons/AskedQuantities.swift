import Figures

/// A quantity of one of a lesson's experiments.
public struct AskedQuantity: Hashable, Sendable {
  public var experiment: String
  public var quantity: Quantity

  public init(experiment: String, quantity: Quantity) {
    self.experiment = experiment
    self.quantity = quantity
  }

  /// "weights of step 5 of and"
  public var text: String { "\(quantity.name) of step \(quantity.step) of \(experiment)" }
}

extension PlayedBlock {
  /// What the worksheet leaves blank of a walk or a table.
  var asked: [AskedQuantity] {
    switch self {
    case .table(let table):
      return table.table.rows.dropFirst(table.worked).flatMap { row in
        table.table.quantities(of: row).filter { table.blank.contains($0.name) }.map {
          AskedQuantity(experiment: table.experiment.name, quantity: $0)
        }
      }
    case .walk(let walk):
      guard !walk.blank.isEmpty else { return [] }
      // The first of several is done for the pupils.
      return walk.onPaper.dropFirst(walk.onPaper.count > 1 ? 1 : 0).flatMap { step in
        walk.experiment.moment(step).quantities.filter { walk.blank.contains($0.name) }.map {
          AskedQuantity(experiment: walk.experiment.name, quantity: $0)
        }
      }
    default: return []
    }
  }

  /// A walk without blanks without the steps that tell what other blocks ask for; whatever else is
  /// as it is.
  func hiding(_ asked: Set<AskedQuantity>) -> PlayedBlock {
    guard case .walk(var walk) = self, walk.blank.isEmpty, !walk.staysOnWorksheet,
      !walk.onPaper.isEmpty, asked.contains(where: { $0.experiment == walk.experiment.name })
    else { return self }
    func tells(_ step: Int) -> Bool {
      walk.experiment.moment(step).quantities.contains {
        asked.contains(AskedQuantity(experiment: walk.experiment.name, quantity: $0))
      }
    }
    let telling = Set((walk.onPaper + walk.told).filter(tells))
    walk.onPaper.removeAll(where: telling.contains)
    walk.told.removeAll(where: telling.contains)
    return .walk(walk)
  }

  /// What a figure, a table or a walk shows on a worksheet besides its blanks.
  var shown: [AskedQuantity] {
    switch self {
    case .table(let table):
      return table.table.rows.enumerated().flatMap { place, row in
        table.table.quantities(of: row)
          .filter { place < table.worked || !table.blank.contains($0.name) }
          .map { AskedQuantity(experiment: table.experiment.name, quantity: $0) }
      }
    case .figure(let figure):
      return figure.figure.quantities.map {
        AskedQuantity(experiment: figure.experiment, quantity: $0)
      }
    case .walk(let walk):
      if walk.onPaper.isEmpty { return [] }
      let worked = walk.onPaper.prefix(walk.onPaper.count > 1 ? 1 : 0)
      let steps = walk.blank.isEmpty ? walk.onPaper : Array(worked)
      return steps.flatMap { step -> [AskedQuantity] in
        let moment = walk.experiment.moment(step)
        let figure = moment.stages.last?.figure.quantities ?? []
        return (moment.quantities + figure).map {
          AskedQuantity(experiment: walk.experiment.name, quantity: $0)
        }
      }
    default: return []
    }
  }
}

extension PlayedLesson {
  /// What the worksheet asks for in a table or a walk and shows in another block.
  public var toldOnWorksheet: [AskedQuantity] {
    let asked = worksheetBlocks.map { Set($0.asked) }
    return worksheetBlocks.indices.flatMap { place in
      let others = asked.indices.filter { $0 != place }
        .reduce(into: Set<AskedQuantity>()) { $0.formUnion(asked[$1]) }
      return others.isEmpty ? [] : worksheetBlocks[place].shown.filter(others.contains)
    }
  }

  /// The blocks of a worksheet: walks do not tell what its tables ask for.
  static func keepingSecrets(_ blocks: [PlayedBlock]) -> [PlayedBlock] {
    let asked = Set(blocks.flatMap(\.asked))
    return asked.isEmpty ? blocks : blocks.map { $0.hiding(asked) }
  }
}

extension StepTable {
  /// What the cells of a row hold; the columns that are given are no quantities.
  func quantities(of row: Row) -> [Quantity] {
    var seen: [String: Int] = [:]
    return zip(columns, row.cells).compactMap { column, _ in
      let place = seen[column.code, default: 0]
      seen[column.code] = place + 1
      return column.isComputed ? Quantity(step: row.step, column.code, place) : nil
    }
  }
}

extension Moment {
  /// All that its lines come to.
  public var quantities: [Quantity] { stages.indices.flatMap { quantities(ofStage: $0) } }
}
