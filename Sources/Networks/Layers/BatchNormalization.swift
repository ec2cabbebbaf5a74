import Numerics

/// A layer that brings each channel to mean β and deviation γ: by the batch's statistics while
/// training, by running ones afterwards.
struct BatchNormalizationLayer: LayerKind {
  static let name = "norm"
  static let momentum = Setting(
    "momentum", .number(0...1), "how slowly the running statistics follow", standard: .number(0.99))
  static let epsilon = Setting(
    "epsilon", .number(1e-12...1), "keeps the root away from zero", standard: .number(1e-3))
  static let words = [
    LayerWord(
      "batch-normalization", "brings each channel to mean β and deviation γ", [momentum, epsilon])
  ]
  static let saved = [momentum, epsilon]

  var momentum: Double
  var epsilon: Double

  var settings: Settings {
    [Self.momentum: .number(momentum), Self.epsilon: .number(epsilon)]
  }

  var summary: String { "batch normalisation" }
  var mixesSamples: Bool { true }

  func outputShape(for input: Shape) throws(NetworkError) -> Shape {
    guard momentum >= 0, momentum <= 1 else {
      throw NetworkError("needs a momentum from 0 to 1, not \(momentum)")
    }
    guard epsilon > 0 else { throw NetworkError("needs an epsilon above 0, not \(epsilon)") }
    return input
  }

  func parameters(for input: Shape) -> [Parameter] {
    let channels: Shape = [input.dimensions.last ?? 1]
    return [
      Parameter(name: "gamma", shape: channels, start: .ones),
      Parameter(name: "beta", shape: channels, start: .zeros),
      Parameter(name: "mean", shape: channels, start: .zeros, isTrainable: false),
      Parameter(name: "variance", shape: channels, start: .ones, isTrainable: false),
    ]
  }

  func work<T: Real>(at site: Site<T>) -> LayerWork<T> {
    .batch(
      BatchNormalization<T>(
        layer: site.layer, channels: site.input.dimensions.last ?? 1, count: site.input.count,
        momentum: momentum, epsilon: epsilon, layout: site.layout))
  }

  func trace<T: Real>(_ record: LayerRecord<T>, _ reader: LayerTraceReader<T>) -> LayerTrace<T> {
    .batchNormalization(
      record, mean: reader.parameter("mean"), variance: reader.parameter("variance"),
      gamma: reader.parameter("gamma"), beta: reader.parameter("beta"))
  }
}

extension BatchNormalizationLayer {
  init(_ settings: Settings) {
    momentum = settings.number(Self.momentum)
    epsilon = settings.number(Self.epsilon)
  }
}

extension LayerDescription {
  /// Brings each channel to mean β and deviation γ.
  public static func batchNormalization(momentum: Double = 0.99, epsilon: Double = 1e-3)
    -> LayerDescription
  {
    LayerDescription(BatchNormalizationLayer(momentum: momentum, epsilon: epsilon))
  }
}

/// What batch normalisation does with each channel, the last axis (Ioffe and Szegedy, 2015).
///
/// While training, over all N numbers of a channel in the whole batch:
///   μ = Σ x / N, v = Σ (x − μ)² / N, x̂ = (x − μ) / √(v + ε), y = γ x̂ + β,
/// and the running statistics move: mean ← m·mean + (1 − m)·μ, variance likewise with v.
/// At inference the running statistics take the places of μ and v.
/// Backward: ∂L/∂β = Σ δ, ∂L/∂γ = Σ δ x̂,
///   ∂L/∂x = γ / √(v + ε) · (δ − Σδ/N − x̂ · Σ(δ x̂)/N); at inference γ δ / √(v + ε).
final class BatchNormalization<T: Real>: BatchOperation {
  let layer: Int
  let channels: Int
  /// Numbers of one sample.
  let outputCount: Int
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
    outputCount = count
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
    count: Int, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>, _ pass: Pass<T>,
    _ pool: WorkerPool
  ) {
    let rows = count * outputCount / channels
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
    count: Int, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    delta: UnsafeMutablePointer<T>, inputDelta: UnsafeMutablePointer<T>?,
    gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>, _ pool: WorkerPool,
    _ scratches: [Scratch<T>], update: Update<T>?
  ) {
    let rows = count * outputCount / channels
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
