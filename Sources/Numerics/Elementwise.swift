/// a = f(z + b) in place; `bias` has one value a column.
@specialized(where T == Float)
@specialized(where T == Double)
public func addBias<T: Real>(
  _ bias: UnsafePointer<T>, to z: Matrix<T>, activation: Activation = .linear
) {
  if T.self == Float.self {
    FloatKernels.current.add_bias(
      changing(z.base), z.rows, z.columns, z.stride, floats(bias), activation == .relu ? 1 : 0)
  } else {
    for row in 0..<z.rows {
      let values = z.base + row * z.stride
      for column in 0..<z.columns {
        let sum = values[column] + bias[column]
        values[column] = activation == .relu && sum <= 0 ? 0 : sum
      }
    }
  }
  guard activation != .relu, activation != .linear else { return }
  for row in 0..<z.rows { activate(z.base + row * z.stride, count: z.columns, activation) }
}

/// a = f(z) in place, for every activation but softmax.
@specialized(where T == Float)
@specialized(where T == Double)
public func activate<T: Real>(
  _ values: UnsafeMutablePointer<T>, count: Int, _ activation: Activation
) {
  switch activation {
  case .linear: break
  case .relu: for index in 0..<count { values[index] = values[index] <= 0 ? 0 : values[index] }
  case .sigmoid: for index in 0..<count { values[index] = sigmoid(values[index]) }
  case .tanh: for index in 0..<count { values[index] = T.hyperbolicTangent(values[index]) }
  case .softmax: softmax(values, count: count)
  }
}

/// δ = δ · f′(z) in place; f′ is written with the output a = f(z):
/// ReLU 0 where a = 0, else 1, sigmoid a(1 − a), tanh 1 − a².
@specialized(where T == Float)
@specialized(where T == Double)
public func multiplyByDerivative<T: Real>(
  _ delta: UnsafeMutablePointer<T>, outputs a: UnsafePointer<T>, count: Int,
  _ activation: Activation
) {
  switch activation {
  case .linear: break
  case .relu:
    if T.self == Float.self {
      FloatKernels.current.rectify(changing(delta), floats(a), count)
    } else {
      for index in 0..<count { delta[index] = a[index] <= 0 ? 0 : delta[index] }
    }
  case .sigmoid: for index in 0..<count { delta[index] *= a[index] * (1 - a[index]) }
  case .tanh: for index in 0..<count { delta[index] *= 1 - a[index] * a[index] }
  case .softmax:
    // δᵢ = aᵢ (δᵢ − Σ δⱼ aⱼ)
    var sum: T = 0
    for index in 0..<count { sum += delta[index] * a[index] }
    for index in 0..<count { delta[index] = a[index] * (delta[index] - sum) }
  }
}

/// e^zᵢ / Σ e^zⱼ in place; the largest z is taken off first, so that nothing overflows.
@specialized(where T == Float)
@specialized(where T == Double)
public func softmax<T: Real>(_ values: UnsafeMutablePointer<T>, count: Int) {
  guard count > 0 else { return }
  var largest = values[0]
  for index in 1..<max(count, 1) where values[index] > largest { largest = values[index] }
  var sum: T = 0
  for index in 0..<count {
    values[index] = T.exponential(values[index] - largest)
    sum += values[index]
  }
  for index in 0..<count { values[index] /= sum }
}

/// The sum of each column over the rows, in the order of the rows.
@specialized(where T == Float)
@specialized(where T == Double)
public func sumColumns<T: Real>(
  of a: Matrix<T>, into sums: UnsafeMutablePointer<T>, adding: Bool = false
) {
  if !adding { for column in 0..<a.columns { sums[column] = 0 } }
  if T.self == Float.self {
    FloatKernels.current.sum_columns(
      floats(a.base), a.rows, a.columns, a.stride, changing(sums))
    return
  }
  for row in 0..<a.rows {
    let values = a.base + row * a.stride
    for column in 0..<a.columns { sums[column] += values[column] }
  }
}

/// sum = sum + x, element by element.
@specialized(where T == Float)
@specialized(where T == Double)
public func add<T: Real>(
  _ x: UnsafePointer<T>, to sum: UnsafeMutablePointer<T>, count: Int
) {
  if T.self == Float.self {
    FloatKernels.current.add(floats(x), changing(sum), count)
  } else {
    for index in 0..<count { sum[index] += x[index] }
  }
}

/// All zero.
@specialized(where T == Float)
@specialized(where T == Double)
public func clear<T: Real>(_ values: UnsafeMutablePointer<T>, count: Int) {
  values.update(repeating: 0, count: count)
}

/// The same numbers in another place.
@specialized(where T == Float)
@specialized(where T == Double)
public func copy<T: Real>(
  _ source: UnsafePointer<T>, to target: UnsafeMutablePointer<T>, count: Int
) {
  target.update(from: source, count: count)
}

/// The place of the largest value; the first of several equal ones.
@inlinable
public func indexOfMaximum<T: Real>(_ values: UnsafePointer<T>, count: Int) -> Int {
  var best = 0
  for index in 1..<max(count, 1) where values[index] > values[best] { best = index }
  return best
}
