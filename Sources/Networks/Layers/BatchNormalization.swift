import Numerics

/// Batch normalisation over each channel, the last axis (Ioffe and Szegedy, 2015).
///
/// While training, over all N numbers of a channel in the whole batch:
///   μ = Σ x / N, v = Σ (x − μ)² / N, x̂ = (x − μ) / √(v + ε), y = γ x̂ + β,
/// and the running statistics move: mean ← m·mean + (1 − m)·μ, variance likewise with v.
/// At inference the running statistics take the places of μ and v.
/// Backward: ∂L/∂β = Σ δ, ∂L/∂γ = Σ δ x̂,
///   ∂L/∂x = γ / √(v + ε) · (δ − Σδ/N − x̂ · Σ(δ x̂)/N); at inference γ δ / √(v + ε).
final class BatchNormalization<T: Real> {
  let layer: Int
  let channels: Int
  /// Numbers of one sample.
  let count: Int
  let momentum: T
  let epsilon: T
  let gamma: Range<Int>
  let beta: Range<Int>
  private let mean: Range<Int>
  private let variance: Range<Int>
  /// μ and 1/√(v + ε) of the last forward pass.
  private var center: [T]
  private var inverse: [T]

  init(
    layer: Int, channels: Int, count: Int, momentum: Double, epsilon: Double,
    layout: ParameterLayout
  ) {
    self.layer = layer
    self.channels = channels
    self.count = count
    self.momentum = T(momentum)
    self.epsilon = T(epsilon)
    gamma = layout.entry(layer, "gamma").range
    beta = layout.entry(layer, "beta").range
    mean = layout.entry(layer, "mean").range
    variance = layout.entry(layer, "variance").range
    center = [T](repeating: 0, count: channels)
    inverse = [T](repeating: 0, count: channels)
  }

  @specialized(where T == Float)
  func forward(
    samples: Int, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>, _ pass: Pass<T>
  ) {
    let rows = samples * count / channels
    var spread = [T](repeating: 0, count: channels)
    if pass.isTraining {
      let share = 1 / T(rows)
      center = sums(rows) { input[$0 * self.channels + $1] }.map { $0 * share }
      let middle = center
      spread = sums(rows) {
        let distance = input[$0 * self.channels + $1] - middle[$1]
        return distance * distance
      }.map { $0 * share }
      for channel in 0..<channels {
        move(pass.parameters + mean.lowerBound + channel, towards: center[channel])
        move(pass.parameters + variance.lowerBound + channel, towards: spread[channel])
      }
    } else {
      for channel in 0..<channels {
        center[channel] = pass.parameters[mean.lowerBound + channel]
        spread[channel] = pass.parameters[variance.lowerBound + channel]
      }
    }
    inverse = spread.map { 1 / ($0 + epsilon).squareRoot() }
    let (gamma, beta) = (pass.parameters + gamma.lowerBound, pass.parameters + beta.lowerBound)
    for row in 0..<rows {
      for channel in 0..<channels {
        let place = row * channels + channel
        output[place] =
          gamma[channel] * (input[place] - center[channel]) * inverse[channel] + beta[channel]
      }
    }
  }

  @specialized(where T == Float)
  func backward(
    samples: Int, input: UnsafeMutablePointer<T>, delta: UnsafeMutablePointer<T>,
    inputDelta: UnsafeMutablePointer<T>?, gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>,
    update: Update<T>?
  ) {
    let rows = samples * count / channels
    let (center, inverse) = (center, inverse)
    let width = channels
    let deltaSums = sums(rows) { delta[$0 * width + $1] }
    let productSums = sums(rows) {
      let place = $0 * width + $1
      return delta[place] * (input[place] - center[$1]) * inverse[$1]
    }
    let scale = (0..<channels).map { pass.parameters[gamma.lowerBound + $0] * inverse[$0] }
    if let inputDelta {
      let share = pass.isTraining ? 1 / T(rows) : 0
      for row in 0..<rows {
        for channel in 0..<channels {
          let place = row * channels + channel
          let normalized = (input[place] - center[channel]) * inverse[channel]
          let common = deltaSums[channel] * share + normalized * productSums[channel] * share
          inputDelta[place] = scale[channel] * (delta[place] - common)
        }
      }
    }
    for channel in 0..<channels {
      gradients[gamma.lowerBound + channel] = productSums[channel]
      gradients[beta.lowerBound + channel] = deltaSums[channel]
    }
    update?(gamma, gradients + gamma.lowerBound)
    update?(beta, gradients + beta.lowerBound)
  }

  private func move(_ running: UnsafeMutablePointer<T>, towards value: T) {
    running.pointee = running.pointee * momentum + value * (1 - momentum)
  }

  private func sums(_ rows: Int, _ value: (_ row: Int, _ channel: Int) -> T) -> [T] {
    var sums = [T](repeating: 0, count: channels)
    for row in 0..<rows {
      for channel in 0..<channels { sums[channel] += value(row, channel) }
    }
    return sums
  }
}
