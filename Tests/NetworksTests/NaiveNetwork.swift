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
      if let normalization = layer.read(as: BatchNormalizationLayer.self) {
        batch = normalize(
          batch, name, channels: input[input.count - 1], normalization.epsilon)
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
    if let dense = layer.read(as: DenseLayer.self) {
      let (w, b) = weights(name)
      let z = (0..<dense.units).map { unit in
        x.indices.reduce(b[unit]) { $0 + x[$1] * w[$1 * dense.units + unit] }
      }
      return activate(z, dense.activation)
    }
    if let convolution = layer.read(as: ConvolutionLayer.self) {
      let (kernel, stride, filters) = (
        convolution.kernel, convolution.stride, convolution.filters
      )
      let (w, b) = weights(name)
      let (padY, padX) =
        convolution.padding == .valid ? (0, 0) : pads(input, output, kernel, stride)
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
      return activate(z, convolution.activation)
    }
    if let pooling = layer.read(as: PoolingLayer.self) {
      return windows(x, input, output, pooling.window, pooling.stride).map {
        pooling.rule == .max ? $0.max() ?? 0 : $0.reduce(0, +) / Double($0.count)
      }
    }
    if let pooling = layer.read(as: MinPoolingLayer.self) {
      return windows(x, input, output, pooling.window, pooling.stride).map { $0.min() ?? 0 }
    }
    if let layer = layer.read(as: ActivationLayer.self) { return activate(x, layer.activation) }
    if let normalization = layer.read(as: BatchNormalizationLayer.self) {
      let channels = input[input.count - 1]
      func part(_ part: String) -> [Double] { parameters["\(name).\(part)"]?.values ?? [] }
      let (gamma, beta, mean, variance) = (
        part("gamma"), part("beta"), part("mean"), part("variance")
      )
      return x.indices.map { place in
        let c = place % channels
        return gamma[c] * (x[place] - mean[c]) / (variance[c] + normalization.epsilon).squareRoot()
          + beta[c]
      }
    }
    precondition(["dropout", "flatten"].contains(layer.kind), "no loop for \(layer.kind)")
    return x
  }

  /// The numbers under each window, output by output.
  private func windows(
    _ x: [Double], _ input: [Int], _ output: [Int], _ window: Extent, _ stride: Extent
  ) -> [[Double]] {
    var windows: [[Double]] = []
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
          windows.append(under)
        }
      }
    }
    return windows
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
