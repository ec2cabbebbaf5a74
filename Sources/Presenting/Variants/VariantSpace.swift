import Lessons
import Numerics

/// One pupil's own numbers for a worksheet.
public struct Variant: Equatable, Sendable {
  /// Makes the same variant again: `learn handout … --variant CODE`.
  public var code: String
  /// What it changes, by the names of experiments.
  public var overrides: [String: ExperimentOverride]
}

/// Why variants cannot be made.
public enum VariantError: Error, Equatable, Sendable {
  /// The lesson has no worksheet table whose numbers could be changed.
  case nothingVaries(lesson: String)
  /// Fewer variants than asked for keep the constraints.
  case tooFew(available: Int, asked: Int)
  /// The lesson cannot be played with any of those that were tried.
  case noneFits(tried: Int)
  case unknownCode(String)

  public var message: String {
    switch self {
    case .nothingVaries(let lesson):
      "the worksheet of \(lesson) has no table of a perceptron, no wired network, no "
        + "backpropagation, no image network and no image (“vary:”) whose numbers could be changed"
    case .tooFew(let available, let asked):
      "\(asked) variants asked for, but only \(available) keep the constraints (small decimals, "
        + "done in 3 to 6 epochs, mistakes in both classes, results that differ, no two alike)"
    case .noneFits(let tried):
      "the lesson's text fits none of the \(tried) variants that were tried: it points at steps, "
        + "epochs or rows that they do not have; put that part into an “original” block"
    case .unknownCode(let code):
      "“\(code)” is no variant of this lesson; look at the foot of the sheet"
    }
  }
}

/// All variants of a lesson: of its images, where it lets them vary, of its networks, or else of the
/// perceptron that its worksheet asks about.
public struct VariantSpace: Sendable {
  private enum Kind: Sendable {
    case images(ImageVariants)
    case numbers(NumberVariants)
    case perceptron(PerceptronVariants)
  }

  private let kind: Kind

  /// - Throws: `VariantError.nothingVaries` for a lesson without either.
  public init(of played: PlayedLesson) throws(VariantError) {
    if let images = ImageVariants(of: played) {
      kind = .images(images)
    } else if let numbers = NumberVariants(of: played) {
      kind = .numbers(numbers)
    } else {
      kind = .perceptron(try PerceptronVariants(of: played))
    }
  }

  /// `count` good variants, no two alike, drawn from `seed`.
  ///
  /// - Parameter accepts: Whether the lesson can be played with the variant; called for each good
  ///   one in order.
  /// - Throws: `VariantError.tooFew` with the number of those that there are.
  public func variants(
    _ count: Int, seed: UInt64, accepts: (Variant) throws -> Bool = { _ in true }
  ) throws -> [Variant] {
    switch kind {
    case .perceptron(let space): try space.variants(count, seed: seed, accepts: accepts)
    case .images(let space): try space.variants(count, seed: seed, accepts: accepts)
    case .numbers(let space): try space.variants(count, seed: seed, accepts: accepts)
    }
  }

  /// - Throws: `VariantError.unknownCode` for what is no code of a good variant.
  public func variant(code: String) throws(VariantError) -> Variant {
    switch kind {
    case .perceptron(let space): return try space.variant(code: code)
    case .images(let space):
      guard let number = VariantCode.number(code), number < ImageVariants.size,
        let variant = space.variant(number)
      else { throw .unknownCode(code) }
      return variant
    case .numbers(let space):
      guard let number = VariantCode.number(code), number < NumberVariants.size,
        let variant = space.variant(number)
      else { throw .unknownCode(code) }
      return variant
    }
  }
}
