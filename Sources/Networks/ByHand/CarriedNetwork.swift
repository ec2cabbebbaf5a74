import Numerics

/// A trained network without what trains it: enough to go forward with one image, in plain loops that
/// every compiler takes. A page carries it; its activations are those of the network itself but for
/// the order in which the numbers of a sum are added.
public struct CarriedNetwork: Sendable, Equatable {
  public struct Layer: Sendable, Equatable {
    public enum Work: Sendable, Equatable {
      /// Kernel: height × width × in × out.
      case convolution(Window, kernel: Tensor<Float>, bias: Tensor<Float>, Activation)
      /// Kernel: in × units.
      case dense(kernel: Tensor<Float>, bias: Tensor<Float>, Activation)
      case pooling(Window, PoolingRule)
      case activation(Activation)
      case flatten
      /// What does nothing to an image that is not trained on, as dropout.
      case pass
    }

    public var name: String
    public var work: Work

    public init(_ name: String, _ work: Work) {
      self.name = name
      self.work = work
    }
  }

  public let layers: [Layer]

  /// - Parameter layers: Each must fit what comes out of the one before.
  public init(_ layers: [Layer]) { self.layers = layers }

  /// The network that left a trace; nil where it has a layer that is not carried.
  public init?(_ trace: NetworkTrace<Float>) {
    var layers: [Layer] = []
    for layer in trace.layers {
      let work: Layer.Work
      switch layer {
      case .convolution(_, let weights, let window, _):
        work = .convolution(
          window, kernel: weights.kernel, bias: weights.bias, weights.activation)
      case .dense(_, let weights):
        work = .dense(kernel: weights.kernel, bias: weights.bias, weights.activation)
      case .pooling(_, let rule, let window, _): work = .pooling(window, rule)
      case .activation(_, let activation): work = .activation(activation)
      case .flatten: work = .flatten
      case .dropout: work = .pass
      case .batchNormalization: return nil
      }
      layers.append(Layer(layer.record.name, work))
    }
    self.layers = layers
  }

  /// One image on its way forward.
  ///
  /// - Parameter input: height × width × channels.
  /// - Returns: nil where the layers do not fit what comes into them.
  public func trace(of input: Tensor<Float>) -> NetworkTrace<Float>? {
    var x = input
    var traces: [LayerTrace<Float>] = []
    for layer in layers {
      guard let trace = Self.forward(layer, x) else { return nil }
      traces.append(trace)
      x = trace.record.output
    }
    return NetworkTrace(layers: traces, output: x, loss: nil, gradients: [:])
  }

  private static func forward(_ layer: Layer, _ x: Tensor<Float>) -> LayerTrace<Float>? {
    func record(_ output: Tensor<Float>) -> LayerRecord<Float> {
      LayerRecord(
        name: layer.name, input: x, output: output, inputGradient: nil, outputGradient: nil)
    }
    func weighted(
      _ kernel: Tensor<Float>, _ bias: Tensor<Float>, _ z: Tensor<Float>, _ f: Activation
    ) -> WeightedRecord<Float> {
      WeightedRecord(
        kernel: kernel, bias: bias, preActivation: z, activation: f,
        preActivationGradient: nil, kernelGradient: nil, biasGradient: nil)
    }
    switch layer.work {
    case .convolution(let window, let kernel, let bias, let activation):
      guard fits(x, window), kernel.shape.rank == 4,
        kernel.shape[0] * kernel.shape[1] * kernel.shape[2] == window.patchCount,
        kernel.shape[2] == window.channels, bias.count == kernel.shape[3]
      else { return nil }
      let patches = patches(of: x, window)
      let z = Tensor(
        [window.outputHeight, window.outputWidth, bias.count],
        sums(patches.values, rows: window.positions, kernel.values, bias.values))
      return .convolution(
        record(activated(z, activation)), weighted(kernel, bias, z, activation), window: window,
        patches: patches)
    case .dense(let kernel, let bias, let activation):
      guard kernel.shape.rank == 2, kernel.shape[0] == x.count, kernel.shape[1] == bias.count
      else { return nil }
      let z = Tensor([bias.count], sums(x.values, rows: 1, kernel.values, bias.values))
      return .dense(record(activated(z, activation)), weighted(kernel, bias, z, activation))
    case .pooling(let window, let rule):
      guard fits(x, window) else { return nil }
      let (output, winners) = pooled(x, window, rule)
      return .pooling(
        record(output), rule, window: window, winners: rule == .mean ? nil : winners)
    case .activation(let activation):
      return .activation(record(activated(x, activation)), activation)
    case .flatten: return .flatten(record(x.reshaped([x.count])))
    case .pass: return .dropout(record(x), rate: 0, mask: nil)
    }
  }

  private static func fits(_ x: Tensor<Float>, _ window: Window) -> Bool {
    x.shape.rank == 3 && x.shape[0] == window.inputHeight && x.shape[1] == window.inputWidth
      && x.shape[2] == window.channels
  }

  /// The numbers under each place of a window, a row each; zeros outside of the input.
  private static func patches(of x: Tensor<Float>, _ window: Window) -> Tensor<Float> {
    var values: [Float] = []
    values.reserveCapacity(window.positions * window.patchCount)
    for position in 0..<window.positions {
      let (row, column) = (position / window.outputWidth, position % window.outputWidth)
      for cell in 0..<window.height * window.width {
        let y = row * window.strideY - window.padTop + cell / window.width
        let x0 = column * window.strideX - window.padLeft + cell % window.width
        let isInside = (0..<window.inputHeight).contains(y) && (0..<window.inputWidth).contains(x0)
        for channel in 0..<window.channels {
          values.append(
            isInside ? x.values[(y * window.inputWidth + x0) * window.channels + channel] : 0)
        }
      }
    }
    return Tensor([window.positions, window.patchCount], values)
  }

  /// rows × n times n × units, plus the bias of each unit; added up in the order of n.
  private static func sums(_ x: [Float], rows: Int, _ kernel: [Float], _ bias: [Float]) -> [Float] {
    let (units, n) = (bias.count, x.count / max(rows, 1))
    var sums = [Float](repeating: 0, count: rows * units)
    for row in 0..<rows {
      for place in 0..<n {
        let value = x[row * n + place]
        if value == 0 { continue }
        for unit in 0..<units { sums[row * units + unit] += value * kernel[place * units + unit] }
      }
      for unit in 0..<units { sums[row * units + unit] += bias[unit] }
    }
    return sums
  }

  private static func pooled(_ x: Tensor<Float>, _ window: Window, _ rule: PoolingRule)
    -> (output: Tensor<Float>, winners: [Int])
  {
    let maps = window.channels
    var values: [Float] = []
    var winners: [Int] = []
    for position in 0..<window.positions {
      let places = window.places(
        under: position / window.outputWidth, position % window.outputWidth)
      for map in 0..<maps {
        var best = (places.first ?? 0) * maps + map
        var sum: Float = 0
        for place in places {
          let value = x.values[place * maps + map]
          sum += value
          if rule == .smallest ? value < x.values[best] : value > x.values[best] {
            best = place * maps + map
          }
        }
        values.append(rule == .mean ? sum / Float(max(places.count, 1)) : x.values[best])
        winners.append(best)
      }
    }
    return (Tensor([window.outputHeight, window.outputWidth, maps], values), winners)
  }

  private static func activated(_ z: Tensor<Float>, _ activation: Activation) -> Tensor<Float> {
    switch activation {
    case .linear: return z
    case .relu: return z.map { $0 > 0 ? $0 : 0 }
    case .sigmoid: return z.map { 1 / (1 + Float.exponential(-$0)) }
    case .tanh: return z.map { Float.hyperbolicTangent($0) }
    case .softmax:
      let largest = z.values.max() ?? 0
      let powers = z.values.map { Float.exponential($0 - largest) }
      let sum = powers.reduce(0) { $0 + $1 }
      return Tensor(z.shape, powers.map { $0 / sum })
    }
  }
}
