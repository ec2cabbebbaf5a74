/// Gradient descent: w ← w − η g.
@specialized(where T == Float)
@specialized(where T == Double)
public func descend<T: Real>(
  _ w: UnsafeMutablePointer<T>, gradient g: UnsafePointer<T>, count: Int, rate: T
) {
  for index in 0..<count { w[index] -= rate * g[index] }
}

/// Momentum: v ← μ v − η g, w ← w + v.
@specialized(where T == Float)
@specialized(where T == Double)
public func descendWithMomentum<T: Real>(
  _ w: UnsafeMutablePointer<T>, gradient g: UnsafePointer<T>, velocity v: UnsafeMutablePointer<T>,
  count: Int, rate: T, momentum: T
) {
  for index in 0..<count {
    let velocity = momentum * v[index] - rate * g[index]
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
  var index = 0
  while index + 16 <= count {
    let gradient = load(g + index)
    let square = load(s + index) * rho + gradient * gradient * (1 - rho)
    store(square, s + index)
    let step = gradient * rate / T.squareRoots(square + epsilon)
    store(load(w + index) - step, w + index)
    index += 16
  }
  while index < count {
    let square = s[index] * rho + g[index] * g[index] * (1 - rho)
    s[index] = square
    w[index] -= g[index] * rate / (square + epsilon).squareRoot()
    index += 1
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
  var index = 0
  while index + 16 <= count {
    let gradient = load(g + index)
    let oldMean = load(m + index)
    let oldSquare = load(v + index)
    let mean = oldMean + (gradient - oldMean) * decay1
    let square = oldSquare + (gradient * gradient - oldSquare) * decay2
    store(mean, m + index)
    store(square, v + index)
    store(load(w + index) - mean * rate / (T.squareRoots(square) + epsilon), w + index)
    index += 16
  }
  while index < count {
    let mean = m[index] + (g[index] - m[index]) * decay1
    let square = v[index] + (g[index] * g[index] - v[index]) * decay2
    m[index] = mean
    v[index] = square
    w[index] -= mean * rate / (square.squareRoot() + epsilon)
    index += 1
  }
}

@inline(__always)
private func load<T: Real>(_ pointer: UnsafePointer<T>) -> SIMD16<T> {
  UnsafeRawPointer(pointer).loadUnaligned(as: SIMD16<T>.self)
}

@inline(__always)
private func load<T: Real>(_ pointer: UnsafeMutablePointer<T>) -> SIMD16<T> {
  UnsafeRawPointer(pointer).loadUnaligned(as: SIMD16<T>.self)
}

@inline(__always)
private func store<T: Real>(_ values: SIMD16<T>, _ pointer: UnsafeMutablePointer<T>) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: values, as: SIMD16<T>.self)
}
