import Lessons
import Numerics

/// Other weights, or another image on its way, for all networks of a lesson.
struct NumberVariants: Sendable {
  /// A code is four letters and its check.
  static let size = 1 << 20
  /// So often the numbers of an experiment are drawn anew until they are good.
  private static let trials = 2_000

  private let experiments: [(name: String, run: VariedRun)]

  /// nil for a lesson without such a network.
  init?(of played: PlayedLesson) {
    experiments = played.experiments.compactMap { experiment in
      experiment.varied.map { (experiment.name, $0) }
    }
    if experiments.isEmpty { return nil }
  }

  func variants(_ count: Int, seed: UInt64, accepts: (Variant) throws -> Bool) throws -> [Variant] {
    var generator = SeededGenerator(seed: seed, stream: 5)
    var found: [Variant] = []
    for _ in 0..<(20 * count + 100) where found.count < count {
      guard let variant = variant(generator.index(below: Self.size)),
        !found.contains(where: { $0.overrides == variant.overrides }), try accepts(variant)
      else { continue }
      found.append(variant)
    }
    guard found.count == count else {
      throw VariantError.tooFew(available: found.count, asked: count)
    }
    return found
  }

  /// The numbers of a code; nil where none of those that it draws is good.
  func variant(_ number: Int) -> Variant? {
    var generator = SeededGenerator(seed: UInt64(number), stream: 7)
    var overrides: [String: ExperimentOverride] = [:]
    for (name, run) in experiments {
      var values: [String: FieldText]?
      for _ in 0..<Self.trials where values == nil { values = run.draw(&generator) }
      guard let values else { return nil }
      overrides[name] = ExperimentOverride(values)
    }
    return Variant(code: VariantCode.text(number), overrides: overrides)
  }
}
