import Numerics

@testable import Networks

/// Forward passes by the textbook's loops in `Double`: nothing is shared with the program but the
/// description of the network.
struct NaiveNetwork {
  let description: NetworkDescription
  var parameters: [String: Tensor<Double>]

  init(_ network: Network<Float>) {
    description = network.description
    var parameters: [String: Tensor<Double>] = [:]
    for entry in network.layout.entries {
      if let tensor = network[entry.name] { parameters[entry.name] = Tensor<Double>(tensor) }
    }
    self.parameters = parameters
  }

  /// The outputs for one sample.
  func outputs(_ input: [Double]) -> [Double] {
    var values = input
    for (index, layer) in description.layers.enumerated() {
      values = forward(
        layer, description.layerNames[index], description.inputShape(of: index).dimensions,
        description.outputShapes[index].dimensions, values)
    }
    return values
  }

  /// The mean cross-entropy of a batch as training sees it: batch normalisation takes mean and
  /// variance of each channel over the whole batch.
  func trainingLoss(_ inputs: [[Double]], labels: [Int]) -> Double {
    var batch = inputs
    for (index, layer) in description.layers.enumerated() {
      let name = description.layerNames[index]
      let input = description.inputShape(of: index).dimensions
      if case .batchNormalization(_, let epsilon) = layer {
        batch = normalize(batch, name, channels: input[input.count - 1], epsilon)
      } else {
        let output = description.outputShapes[index].dimensions
        batch = batch.map { forward(layer, name, input, output, $0) }
      }
    }
    return zip(batch, labels).reduce(0) { $0 - Double.logarithm($1.0[$1.1]) } / Double(batch.count)
  }

  private func normalize(
    _ batch: [[Double]], _ name: String, channels: Int, _ epsilon: Double
  ) -> [[Double]] {
    let (gamma, beta) = (
      parameters["\(name).gamma"]?.values ?? [], parameters["\(name).beta"]?.values ?? []
    )
    var result = batch
    for channel in 0..<channels {
      let places = stride(from: channel, to: batch[0].count, by: channels)
      let values = batch.flatMap { sample in places.map { sample[$0] } }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      for sample in batch.indices {
        for place in places {
          result[sample][place] =
            gamma[channel] * (batch[sample][place] - mean) / (variance + epsilon).squareRoot()
            + beta[channel]
        }
      }
    }
    return result
  }

  private func forward(
    _ layer: LayerDescription, _ name: String, _ input: [Int], _ output: [Int], _ x: [Double]
  ) -> [Double] {
    switch layer {
    case .dense(let units, let activation, _, _):
      let (w, b) = weights(name)
      let z = (0..<units).map { unit in
        x.indices.reduce(b[unit]) { $0 + x[$1] * w[$1 * units + unit] }
      }
      return activate(z, activation)
    case .convolution(let filters, let kernel, let stride, let padding, let activation, _, _):
      let (w, b) = weights(name)
      let (padY, padX) = padding == .valid ? (0, 0) : pads(input, output, kernel, stride)
      var z: [Double] = []
      for i in 0..<output[0] {
        for j in 0..<output[1] {
          for f in 0..<filters {
            var sum = b[f]
            for y in 0..<kernel.height {
              for u in 0..<kernel.width {
                let (row, column) = (i * stride.height + y - padY, j * stride.width + u - padX)
                guard 0..<input[0] ~= row, 0..<input[1] ~= column else { continue }
                for c in 0..<input[2] {
                  sum +=
                    x[(row * input[1] + column) * input[2] + c]
                    * w[((y * kernel.width + u) * input[2] + c) * filters + f]
                }
              }
            }
            z.append(sum)
          }
        }
      }
      return activate(z, activation)
    case .pooling(let kind, let window, let step):
      let stride = step ?? window
      var values: [Double] = []
      for i in 0..<output[0] {
        for j in 0..<output[1] {
          for c in 0..<output[2] {
            var under: [Double] = []
            for y in 0..<window.height {
              for u in 0..<window.width {
                let (row, column) = (i * stride.height + y, j * stride.width + u)
                under.append(x[(row * input[1] + column) * input[2] + c])
              }
            }
            values.append(
              kind == .max
                ? under.max() ?? 0 : under.reduce(0, +) / Double(window.height * window.width))
          }
        }
      }
      return values
    case .activation(let activation): return activate(x, activation)
    case .batchNormalization(_, let epsilon):
      let channels = input[input.count - 1]
      func part(_ part: String) -> [Double] { parameters["\(name).\(part)"]?.values ?? [] }
      let (gamma, beta, mean, variance) = (
        part("gamma"), part("beta"), part("mean"), part("variance")
      )
      return x.indices.map { place in
        let c = place % channels
        return gamma[c] * (x[place] - mean[c]) / (variance[c] + epsilon).squareRoot() + beta[c]
      }
    case .dropout, .flatten: return x
    }
  }

  private func weights(_ name: String) -> ([Double], [Double]) {
    (parameters["\(name).kernel"]?.values ?? [], parameters["\(name).bias"]?.values ?? [])
  }

  private func pads(
    _ input: [Int], _ output: [Int], _ kernel: Extent, _ stride: Extent
  ) -> (Int, Int) {
    let y = max(0, (output[0] - 1) * stride.height + kernel.height - input[0])
    let x = max(0, (output[1] - 1) * stride.width + kernel.width - input[1])
    return (y / 2, x / 2)
  }

  private func activate(_ z: [Double], _ activation: Activation) -> [Double] {
    switch activation {
    case .linear: return z
    case .relu: return z.map { max($0, 0) }
    case .sigmoid: return z.map { 1 / (1 + Double.exponential(-$0)) }
    case .tanh: return z.map { Double.hyperbolicTangent($0) }
    case .softmax:
      let powers = z.map { Double.exponential($0) }
      return powers.map { $0 / powers.reduce(0, +) }
    }
  }
}
