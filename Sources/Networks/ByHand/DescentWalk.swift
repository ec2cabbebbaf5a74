import Numerics

/// Gradient descent of a linear unit with one weight, ŷ = w·x, or two, ŷ = w·x + b, on a few
/// points: L = Σ (ŷ − y)² / 2n. The same walk for several rates, every number as it is printed.
public struct DescentWalk: Hashable, Sendable {
  public struct Sample: Hashable, Sendable {
    public var x: ExactDecimal
    public var y: ExactDecimal

    public init(x: ExactDecimal, y: ExactDecimal) {
      self.x = x
      self.y = y
    }
  }

  public struct Step: Hashable, Sendable {
    /// Which rate, from 0.
    public var rate: Int
    /// Within its rate, from 1.
    public var number: Int
    /// w, or w and b.
    public var before: [PaperNumber]
    /// ŷ − y of each point.
    public var errors: [ExactDecimal]
    public var loss: PaperNumber
    /// ∂L/∂w, or ∂L/∂w and ∂L/∂b.
    public var slopes: [PaperNumber]
    public var after: [PaperNumber]
    /// The same step of a walk that rounds nothing from its start on.
    public var exact: Exact
  }

  public struct Exact: Hashable, Sendable {
    public var loss: Double
    public var slopes: [Double]
    public var after: [Double]
  }

  public let samples: [Sample]
  public let start: [ExactDecimal]
  public let rates: [ExactDecimal]
  public let stepsPerRate: Int
  public let places: Int
  /// One rate after the other. A walk ends early where its weights leave ±1000.
  public let steps: [Step]

  public init(
    samples: [Sample], start: [ExactDecimal], rates: [ExactDecimal], stepsPerRate: Int,
    places: Int = 4
  ) {
    precondition((1...2).contains(start.count), "\(start.count) weights")
    self.samples = samples
    self.start = start
    self.rates = rates
    self.stepsPerRate = stepsPerRate
    self.places = places
    var steps: [Step] = []
    for (place, rate) in rates.enumerated() {
      var weights = start.map { PaperNumber($0) }
      var exact = start.map { $0.doubleValue }
      for number in 1...stepsPerRate where weights.allSatisfy({ $0.value.magnitude < 1000 }) {
        let truth = Self.exact(samples, exact, rate.doubleValue)
        let step = Self.step(
          samples, weights, rate, places, place: place, number: number, exact: truth)
        steps.append(step)
        weights = step.after
        exact = truth.after
      }
    }
    self.steps = steps
  }

  private static func step(
    _ samples: [Sample], _ weights: [PaperNumber], _ rate: ExactDecimal, _ places: Int,
    place: Int, number: Int, exact: Exact
  ) -> Step {
    let errors = errors(samples, weights.map { $0.value })
    let count = ExactDecimal(samples.count)
    func mean(_ sum: ExactDecimal, over: ExactDecimal) -> PaperNumber {
      var number = PaperNumber(.quotient(sum, over, places: places))
      number.isRounded = number.value * over != sum
      number.places = number.isRounded ? places : nil
      return number
    }
    let squares = errors.reduce(ExactDecimal.zero) { $0 + $1 * $1 }
    var slopes = [
      mean(zip(errors, samples).reduce(.zero) { $0 + $1.0 * $1.1.x }, over: count)
    ]
    if weights.count == 2 { slopes.append(mean(errors.reduce(.zero, +), over: count)) }
    let after = zip(weights, slopes).map {
      PaperNumber(rounding: $0.value - rate * $1.value, to: places)
    }
    return Step(
      rate: place, number: number, before: weights, errors: errors,
      loss: mean(squares, over: ExactDecimal(2) * count), slopes: slopes, after: after,
      exact: exact)
  }

  private static func exact(_ samples: [Sample], _ weights: [Double], _ rate: Double) -> Exact {
    let count = Double(samples.count)
    let errors = samples.map {
      weights[0] * $0.x.doubleValue + (weights.count == 2 ? weights[1] : 0) - $0.y.doubleValue
    }
    var slopes = [zip(errors, samples).reduce(0.0) { $0 + $1.0 * $1.1.x.doubleValue } / count]
    if weights.count == 2 { slopes.append(errors.reduce(0.0) { $0 + $1 } / count) }
    return Exact(
      loss: errors.reduce(0.0) { $0 + $1 * $1 } / (2 * count), slopes: slopes,
      after: zip(weights, slopes).map { $0 - rate * $1 })
  }

  static func errors(_ samples: [Sample], _ weights: [ExactDecimal]) -> [ExactDecimal] {
    samples.map { weights[0] * $0.x + (weights.count == 2 ? weights[1] : .zero) - $0.y }
  }

  /// The loss for pictures, not rounded.
  public func loss(_ weights: [Double]) -> Double {
    samples.reduce(0) { sum, sample in
      let error =
        weights[0] * sample.x.doubleValue + (weights.count == 2 ? weights[1] : 0)
        - sample.y.doubleValue
      return sum + error * error
    } / Double(2 * samples.count)
  }

  public func steps(of rate: Int) -> [Step] { steps.filter { $0.rate == rate } }
}
