import Datasets
import Lessons
import Networks
import Numerics

/// Variants of a perceptron lesson: start weights, rate and order of the perceptron that its worksheet
/// asks about.
struct PerceptronVariants: Sendable {
  private let name: String
  private let run: PerceptronRun
  /// Tenths of each start weight.
  private let tenths: [Int]
  private let rates: [String]
  private let orders: [[Int]]
  /// Sheets with as much work as in the lesson are taken first, so that the pages keep their
  /// number.
  private let usualEpochs: Int

  /// - Throws: `VariantError.nothingVaries` for a lesson without such a table.
  init(of played: PlayedLesson) throws(VariantError) {
    guard let experiment = Self.varying(played), let run = experiment.perceptron else {
      throw .nothingVaries(lesson: played.lesson.name)
    }
    name = experiment.name
    self.run = run
    let trainer = run.trainer
    // Weights in tenths from −1 to 1; with many inputs in halves, to keep the space countable.
    tenths = trainer.weights.count <= 4 ? Array(-10...10) : [-10, -5, 5, 10]
    let rate = trainer.rate.asciiText
    // Where the text of the lesson names the rate itself, it has to stay what it is.
    rates = played.mentions(rate) ? [rate] : ["0.1", "0.2", "0.5"]
    orders =
      trainer.shuffleSeed != nil || trainer.samples.count > 5
      ? [Array(trainer.samples.indices)] : Self.permutations(trainer.samples.count)
    let usual = run.epochs.count
    usualEpochs = (3...6).contains(usual) ? usual : 4
  }

  /// The perceptron of the first table with blanks.
  private static func varying(_ played: PlayedLesson) -> PlayedExperiment? {
    for block in played.worksheetBlocks {
      switch block {
      case .walk(let walk) where !walk.blank.isEmpty && !walk.onPaper.isEmpty:
        if walk.experiment.perceptron != nil { return walk.experiment }
      case .table(let table) where !table.blank.isEmpty:
        if table.experiment.perceptron != nil { return table.experiment }
      default: break
      }
    }
    return nil
  }

  private static func permutations(_ count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(count - 1).flatMap { shorter in
      (0..<count).map { place in
        var longer = shorter
        longer.insert(count - 1, at: place)
        return longer
      }
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// How many variants there are, good and bad.
  var size: Int {
    (0..<run.trainer.weights.count).reduce(rates.count * orders.count) { sum, _ in
      sum.multipliedReportingOverflow(by: tenths.count).overflow ? sum : sum * tenths.count
    }
  }

  /// Variants that may be turned down before the first is taken.
  private static var patience: Int { 400 }

  /// `count` good variants, no two alike, drawn from `seed`.
  ///
  /// - Parameter accepts: Whether the lesson can be played with the variant; called for each good
  ///   one in order.
  /// - Throws: `VariantError.tooFew` with the number of those that there are; `noneFits` where none
  ///   of the first ones can be played.
  func variants(
    _ count: Int, seed: UInt64, accepts: (Variant) throws -> Bool = { _ in true }
  ) throws -> [Variant] {
    var generator = SeededGenerator(seed: seed, stream: 5)
    var found: [Variant] = []
    var starts: Set<[ExactDecimal]> = []
    var answers: Set<[PerceptronStep]> = []
    var rejected = 0
    // A text that fits none of many variants fits none of a million.
    var isHopeless: Bool { found.isEmpty && rejected >= Self.patience }
    func take(_ number: Int, isPicky: Bool) throws {
      let trainer = trainer(number)
      // Other start weights on every sheet: neighbours see at once that theirs differ.
      guard let trainer, !starts.contains(trainer.weights) else { return }
      let run = trainer.run()
      guard !isPicky || run.epochs.count <= usualEpochs else { return }
      guard isGood(run), answers.insert(run.steps).inserted else { return }
      let variant = variant(number)
      guard try accepts(variant) else {
        rejected += 1
        return
      }
      starts.insert(trainer.weights)
      found.append(variant)
    }
    let size = size
    for _ in 0..<min(size * 2, 4_000 + 400 * count) where found.count < count && !isHopeless {
      try take(generator.index(below: size), isPicky: true)
    }
    if found.count < count {
      // Luck is not enough: look at all of them, or at as many as one can wait for.
      for number in 0..<min(size, 1_000_000) where found.count < count && !isHopeless {
        try take(number, isPicky: false)
      }
    }
    if isHopeless { throw VariantError.noneFits(tried: rejected) }
    guard found.count == count else {
      throw VariantError.tooFew(available: found.count, asked: count)
    }
    return found
  }

  /// - Throws: `VariantError.unknownCode` for what is no code of a good variant.
  func variant(code: String) throws(VariantError) -> Variant {
    guard let number = VariantCode.number(code), number < size, let trainer = trainer(number),
      isGood(trainer.run())
    else { throw .unknownCode(code) }
    return variant(number)
  }

  /// Small numbers, an end within a few epochs, mistakes of both kinds; where the lesson's own
  /// training never ends, one that never ends.
  func isGood(_ other: PerceptronRun) -> Bool {
    let isSmall = other.steps.allSatisfy { step in
      step.after.weights.allSatisfy { $0.scale <= 1 && $0.magnitude <= 2 } && step.sum.scale <= 2
    }
    let errors = Set(other.steps.map(\.error))
    guard isSmall, errors.isSuperset(of: [-1, 1]) else { return false }
    switch (run.result, other.result) {
    case (.converged, .converged(let epoch, _)): return (3...6).contains(epoch)
    case (.converged, _): return false
    case (_, .converged): return false
    // Back to where an epoch ended, not to the start, so that there is an epoch to be found.
    case (_, .cycle(let epoch, let since)):
      return since > 0 && (4...max(run.epochs.count, 6)).contains(epoch)
    case (_, .limit): return true
    }
  }

  private func variant(_ number: Int) -> Variant {
    let parts = parts(number)
    return Variant(
      code: VariantCode.text(number),
      overrides: [
        name: ExperimentOverride([
          "weights": .list(parts.weights.map { .word($0.asciiText) }), "rate": .word(parts.rate),
          "order": .list(
            parts.order.map { place in
              .list(run.trainer.samples[place].inputs.map { .word($0.asciiText) })
            }),
        ])
      ])
  }

  private func parts(_ number: Int) -> (weights: [ExactDecimal], rate: String, order: [Int]) {
    var rest = number
    func take(_ count: Int) -> Int {
      defer { rest /= count }
      return rest % count
    }
    let weights = run.trainer.weights.indices.map { _ in
      ExactDecimal(Int128(tenths[take(tenths.count)]), scale: 1)
    }
    return (weights, rates[take(rates.count)], orders[take(orders.count)])
  }

  private func trainer(_ number: Int) -> PerceptronTrainer? {
    let parts = parts(number)
    let own = run.trainer
    guard let rate = ExactDecimal(parts.rate) else { return nil }
    return try? PerceptronTrainer(
      samples: parts.order.map { own.samples[$0] }, weights: parts.weights, rate: rate,
      shuffleSeed: own.shuffleSeed, epochLimit: min(own.epochLimit, 20), updates: own.updates)
  }
}

extension PlayedLesson {
  /// Whether the prose has a number as its author typed it, not as a reference.
  func mentions(_ number: String) -> Bool {
    func isIn(_ text: String) -> Bool {
      text.split { !($0.isNumber || $0 == ".") }.contains { $0 == number[...] }
    }
    func mentions(_ inline: Inline) -> Bool {
      switch inline {
      case .text(let text), .code(let text), .formula(let text): isIn(text)
      case .emphasis(let inner), .strong(let inner), .link(let inner, _):
        inner.contains(where: mentions)
      case .lineBreak, .value: false
      }
    }
    func mentions(_ block: PlayedBlock) -> Bool {
      switch block {
      case .heading(_, let inlines), .paragraph(let inlines): inlines.contains(where: mentions)
      case .list(_, let items): items.joined().contains(where: mentions)
      case .quote(let blocks): blocks.contains(where: mentions)
      case .formula(let source): isIn(source)
      default: false
      }
    }
    return worksheetBlocks.contains(where: mentions)
  }
}
