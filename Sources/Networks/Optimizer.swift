import Numerics

/// The rule by which gradients change parameters; formulas and defaults are Keras's.
public enum Optimizer: Hashable, Sendable {
  case gradientDescent(rate: Double = 0.01)
  case momentum(rate: Double = 0.01, momentum: Double = 0.9)
  case rmsprop(rate: Double = 0.001, rho: Double = 0.9, epsilon: Double = 1e-7)
  case adam(
    rate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7)

  /// The learning rate η.
  public var rate: Double {
    get {
      switch self {
      case .gradientDescent(let rate), .momentum(let rate, _), .rmsprop(let rate, _, _),
        .adam(let rate, _, _, _):
        rate
      }
    }
    set {
      switch self {
      case .gradientDescent: self = .gradientDescent(rate: newValue)
      case .momentum(_, let momentum): self = .momentum(rate: newValue, momentum: momentum)
      case .rmsprop(_, let rho, let epsilon):
        self = .rmsprop(rate: newValue, rho: rho, epsilon: epsilon)
      case .adam(_, let beta1, let beta2, let epsilon):
        self = .adam(rate: newValue, beta1: beta1, beta2: beta2, epsilon: epsilon)
      }
    }
  }

  /// What the rule remembers of each parameter, by name.
  public var memoryNames: [String] {
    switch self {
    case .gradientDescent: []
    case .momentum: ["velocity"]
    case .rmsprop: ["meanSquare"]
    case .adam: ["mean", "meanSquare"]
    }
  }

  /// Changes a run of parameters w by their gradients g.
  ///
  /// - Parameters:
  ///   - memory: one pointer for each of `memoryNames`.
  ///   - step: the number of this update, from 1.
  func update<T: Real>(
    _ w: UnsafeMutablePointer<T>, gradient g: UnsafePointer<T>,
    memory: [UnsafeMutablePointer<T>], count: Int, step: Int
  ) {
    switch self {
    case .gradientDescent(let rate): descend(w, gradient: g, count: count, rate: T(rate))
    case .momentum(let rate, let momentum):
      descendWithMomentum(
        w, gradient: g, velocity: memory[0], count: count, rate: T(rate), momentum: T(momentum))
    case .rmsprop(let rate, let rho, let epsilon):
      descendWithRMSprop(
        w, gradient: g, meanSquare: memory[0], count: count, rate: T(rate), rho: T(rho),
        epsilon: T(epsilon))
    case .adam(let rate, let beta1, let beta2, let epsilon):
      let correction = (1 - power(beta2, step)).squareRoot() / (1 - power(beta1, step))
      descendWithAdam(
        w, gradient: g, mean: memory[0], meanSquare: memory[1], count: count,
        rate: T(rate * correction), decay1: T(1 - beta1), decay2: T(1 - beta2),
        epsilon: T(epsilon))
    }
  }
}
