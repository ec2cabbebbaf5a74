import Lessons
import Numerics

/// Other images for the experiments of a lesson that say `vary:`.
struct ImageVariants: Sendable {
  /// Experiments that begin with the same image and get the same other one.
  private struct Family: Sendable {
    var names: [String]
    var images: [VariedImage]
  }

  /// A code is four letters and its check.
  static let size = 1 << 20
  /// So often a family's image is drawn anew until it is good.
  private static let trials = 500

  private var families: [Family] = []

  /// nil for a lesson in which no image varies.
  init?(of played: PlayedLesson) {
    for experiment in played.experiments {
      guard let image = experiment.variedImage else { continue }
      let place = families.firstIndex { $0.images[0].rows == image.rows }
      if let place {
        families[place].names.append(experiment.name)
        families[place].images.append(image)
      } else {
        families.append(Family(names: [experiment.name], images: [image]))
      }
    }
    if families.isEmpty { return nil }
  }

  func variants(_ count: Int, seed: UInt64, accepts: (Variant) throws -> Bool) throws -> [Variant] {
    var generator = SeededGenerator(seed: seed, stream: 5)
    var found: [Variant] = []
    for _ in 0..<(20 * count + 100) where found.count < count {
      guard let variant = variant(generator.index(below: Self.size)),
        !found.contains(where: { $0.sharesAnImage(with: variant) }), try accepts(variant)
      else { continue }
      found.append(variant)
    }
    guard found.count == count else {
      throw VariantError.tooFew(available: found.count, asked: count)
    }
    return found
  }

  /// The images of a number; nil where none of those that it draws is good.
  func variant(_ number: Int) -> Variant? {
    var generator = SeededGenerator(seed: UInt64(number), stream: 6)
    var overrides: [String: ExperimentOverride] = [:]
    for family in families {
      guard let image = image(of: family, &generator) else { return nil }
      let rows = FieldText.list(image.map { .list($0.map { .word("\($0)") }) })
      for (name, varied) in zip(family.names, family.images) {
        overrides[name] = ExperimentOverride([varied.field: rows])
      }
    }
    return Variant(code: VariantCode.text(number), overrides: overrides)
  }

  private func image(of family: Family, _ generator: inout SeededGenerator) -> [[Int]]? {
    let own = family.images[0]
    let values = family.images.dropFirst().reduce(own.values) { $0.clamped(to: $1.values) }
    for _ in 0..<Self.trials {
      let rows = own.rows.map { row in
        row.map { _ in values.lowerBound + generator.index(below: values.count) }
      }
      let isOther = rows.map { $0.map { ExactDecimal($0) } } != own.rows
      if isOther, family.images.allSatisfy({ $0.isGood(rows) }) { return rows }
    }
    return nil
  }
}

extension Variant {
  /// Neighbours shall not find a single image twice.
  fileprivate func sharesAnImage(with other: Variant) -> Bool {
    overrides.contains { name, own in other.overrides[name] == own }
  }
}
