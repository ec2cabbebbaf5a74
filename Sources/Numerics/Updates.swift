/// Gradient descent: w ← w − η g.
@specialized(where T == Float)
@specialized(where T == Double)
public func descend<T: Real>(
  _ w: UnsafeMutablePointer<T>, gradient g: UnsafePointer<T>, count: Int, rate: T
) {
  for index in 0..<count { w[index] -= rate * g[index] }
}

/// What an optimiser keeps of a number that fades: nothing below 10⁻³⁰. Its memory of a weight
/// without gradients, as at an image's edge, would otherwise come down to numbers so small that
/// processors take fourteen times as long with them.
@inline(__always)
func remembered<T: Real>(_ value: T) -> T { value.magnitude < 1e-30 ? 0 : value }

/// Momentum: v ← μ v − η g, w ← w + v.
@specialized(where T == Float)
@specialized(where T == Double)
public func descendWithMomentum<T: Real>(
  _ w: UnsafeMutablePointer<T>, gradient g: UnsafePointer<T>, velocity v: UnsafeMutablePointer<T>,
  count: Int, rate: T, momentum: T
) {
  for index in 0..<count {
    let velocity = remembered(momentum * v[index] - rate * g[index])
    v[index] = velocity
    w[index] += velocity
  }
}

/// RMSprop: s ← ρ s + (1 − ρ) g², w ← w − η g / √(s + ε). Epsilon stands inside the root, as in
/// Keras.
@specialized(where T == Float)
@specialized(where T == Double)
public func descendWithRMSprop<T: Real>(
  _ w: UnsafeMutablePointer<T>, gradient g: UnsafePointer<T>,
  meanSquare s: UnsafeMutablePointer<T>, count: Int, rate: T, rho: T, epsilon: T
) {
  if T.self == Float.self {
    FloatKernels.current.rmsprop(
      changing(w), floats(g), changing(s), count, Float(rate), Float(rho), Float(epsilon))
    return
  }
  for index in 0..<count {
    let square = remembered(s[index] * rho + g[index] * g[index] * (1 - rho))
    s[index] = square
    w[index] -= g[index] * rate / (square + epsilon).squareRoot()
  }
}

/// Adam (Kingma and Ba, 2015): m ← m + (1 − β₁)(g − m), v ← v + (1 − β₂)(g² − v),
/// w ← w − α m / (√v + ε), where α = η √(1 − β₂ᵗ) / (1 − β₁ᵗ) holds the correction of the start.
/// Epsilon stands outside the root, as in Keras.
///
/// - Parameters:
///   - rate: α, already corrected for the step.
///   - decay1: 1 − β₁
///   - decay2: 1 − β₂
@specialized(where T == Float)
@specialized(where T == Double)
public func descendWithAdam<T: Real>(
  _ w: UnsafeMutablePointer<T>, gradient g: UnsafePointer<T>, mean m: UnsafeMutablePointer<T>,
  meanSquare v: UnsafeMutablePointer<T>, count: Int, rate: T, decay1: T, decay2: T, epsilon: T
) {
  if T.self == Float.self {
    FloatKernels.current.adam(
      changing(w), floats(g), changing(m), changing(v), count, Float(rate), Float(decay1),
      Float(decay2), Float(epsilon))
    return
  }
  for index in 0..<count {
    let mean = remembered(m[index] + (g[index] - m[index]) * decay1)
    let square = remembered(v[index] + (g[index] * g[index] - v[index]) * decay2)
    m[index] = mean
    v[index] = square
    w[index] -= mean * rate / (square.squareRoot() + epsilon)
  }
}
