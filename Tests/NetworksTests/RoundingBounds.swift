import Numerics

@testable import Networks

/// How far rounding may take a sample's pass in 32 bits from the same pass in 64.
///
/// A sum of n terms t is off by about u·√n·Σ|t|, u half a unit in the last place: each partial sum
/// is rounded, as often up as down, and none is larger than Σ|t| (Higham and Mary, "A new approach
/// to probabilistic rounding error analysis", 2019). Three times that is taken. How far a number
/// that goes in is off goes on in full, Σ|w|·e, so that errors may well be of one sign.
///
/// Where it cannot be told what 32 bits decide, whether a ReLU is on or which number of a pooling
/// window is largest, there is a kink: the gradient is one of two, and no bound says how far they
/// are apart.
struct RoundingBounds {
  static let unit = Double(Float.ulpOfOne) / 2
  private static let factor = 3.0

  /// The places where rounding decides, by layer and number: `conv1 ReLU 17`.
  private(set) var kinks: [String] = []
  /// How far the network's outputs may be off.
  private(set) var outputs: [Double] = []
  private let trace: NetworkTrace<Double>
  /// For each layer, how far its inputs and its outputs may be off.
  private var inputErrors: [[Double]] = []
  private var outputErrors: [[Double]] = []

  init(_ trace: NetworkTrace<Double>) {
    self.trace = trace
    var errors = [Double](repeating: 0, count: trace.layers[0].record.input.count)
    for layer in trace.layers {
      inputErrors.append(errors)
      errors = forward(layer, errors)
      outputErrors.append(errors)
    }
    outputs = errors
  }

  /// What n terms with these sums of magnitudes may be off.
  static func rounding(terms: Int, _ size: Double) -> Double {
    factor * unit * Double(terms).squareRoot() * size
  }

  private mutating func forward(
    _ layer: LayerTrace<Double>, _ errors: [Double]
  ) -> [Double] {
    switch layer {
    case .dense(let record, let weighted):
      return sums(
        record.name, weighted, record.output, RoundingSums(weighted, record.input.values, errors))
    case .convolution(let record, let weighted, let window, let patches):
      let parts = RoundingSums(weighted, patches.values, Self.patches(errors, window))
      return sums(record.name, weighted, record.output, parts)
    case .pooling(let record, _, let window, let winners):
      if let winners { return winning(record, window, winners, errors) }
      var output = [Double](repeating: 0, count: record.output.count)
      var sizes = output
      let terms = window.height * window.width
      Self.forEachPlace(window) { target, place in
        output[target] += errors[place] / Double(terms)
        sizes[target] += abs(record.input.values[place]) / Double(terms)
      }
      return zip(output, sizes).map { $0 + Self.rounding(terms: terms + 1, $1) }
    case .flatten: return errors
    case .activation, .dropout, .batchNormalization:
      preconditionFailure("there is no bound for \(layer.record.name)")
    }
  }

  private mutating func sums(
    _ name: String, _ weighted: WeightedRecord<Double>, _ output: Tensor<Double>,
    _ sums: RoundingSums
  ) -> [Double] {
    let z = weighted.preActivation.values
    let errors = sums.forward(bias: weighted.bias.values)
    switch weighted.activation {
    case .linear: return errors
    case .relu:
      for place in z.indices where abs(z[place]) <= errors[place] {
        kinks.append("\(name) ReLU \(place)")
      }
      return z.indices.map { z[$0] > 0 ? errors[$0] : 0 }
    case .sigmoid, .tanh:
      return z.indices.map {
        let a = output.values[$0]
        return Self.slope(weighted.activation, a) * errors[$0] + 4 * Self.unit * abs(a)
      }
    case .softmax:
      // ∂pᵢ = pᵢ (∂zᵢ − Σ pⱼ ∂zⱼ); besides, the largest z is taken off, and the sum is rounded.
      let p = output.values
      let off = z.indices.map { errors[$0] + Self.unit * (abs(z[$0]) + (z.map(abs).max() ?? 0)) }
      let mean = zip(p, off).reduce(0) { $0 + $1.0 * $1.1 }
      return z.indices.map {
        p[$0] * (off[$0] + mean) + Self.rounding(terms: z.count + 2, p[$0])
      }
    }
  }

  private static func slope(_ activation: Activation, _ a: Double) -> Double {
    activation == .sigmoid ? a * (1 - a) : 1 - a * a
  }

  private mutating func winning(
    _ record: LayerRecord<Double>, _ window: Window, _ winners: [Int], _ errors: [Double]
  ) -> [Double] {
    let x = record.input.values
    var undecided = Set<Int>()
    Self.forEachPlace(window) { target, place in
      let winner = winners[target]
      let error = errors[place] + errors[winner]
      // Two that ReLU has put out are equal for certain, and neither gets a gradient.
      if place != winner, abs(x[winner] - x[place]) <= error, error > 0 {
        undecided.insert(target)
      }
    }
    kinks += undecided.sorted().map { "\(record.name) winner \($0)" }
    return winners.map { errors[$0] }
  }

  /// Calls with each output and each place of the input under its window.
  private static func forEachPlace(_ window: Window, _ body: (_ target: Int, _ place: Int) -> Void)
  {
    for i in 0..<window.outputHeight {
      for j in 0..<window.outputWidth {
        for y in 0..<window.height {
          for x in 0..<window.width {
            let (row, column) = (i * window.strideY + y, j * window.strideX + x)
            for c in 0..<window.channels {
              body(
                (i * window.outputWidth + j) * window.channels + c,
                (row * window.inputWidth + column) * window.channels + c)
            }
          }
        }
      }
    }
  }

  static func patches(_ image: [Double], _ window: Window) -> [Double] {
    var patches = [Double](repeating: 0, count: window.positions * window.patchCount)
    image.withUnsafeBufferPointer { image in
      patches.withUnsafeMutableBufferPointer { patches in
        guard let image = image.baseAddress, let patches = patches.baseAddress else { return }
        gatherPatches(of: image, window, into: patches)
      }
    }
    return patches
  }

  // MARK: - Backward

  /// The sums of the magnitudes of a gradient's terms, the number of these, and what the factors
  /// that are off add.
  struct Gradient {
    var sizes: [Double]
    var errors: [Double]
    var terms: Int

    /// How far the mean over some samples may be off.
    func bound(_ place: Int, samples: Int) -> Double {
      (errors[place] + RoundingBounds.rounding(terms: terms + 2, sizes[place])) / Double(samples)
    }

    static func + (a: Gradient, b: Gradient) -> Gradient {
      Gradient(
        sizes: zip(a.sizes, b.sizes).map { $0 + $1 },
        errors: zip(a.errors, b.errors).map { $0 + $1 }, terms: a.terms + b.terms)
    }
  }

  /// For each tensor, what is known of its gradient by the sample's own loss.
  func gradients() -> [String: Gradient] {
    var gradients: [String: Gradient] = [:]
    var errors: [Double] = []
    for (index, layer) in trace.layers.enumerated().reversed() {
      let (record, isLast) = (layer.record, index == trace.layers.count - 1)
      guard let weighted = layer.weighted else {
        errors = throughPooling(layer, errors)
        continue
      }
      let delta = weighted.preActivationGradient?.values ?? []
      if isLast {
        // δ = p − y
        errors = delta.indices.map { outputs[$0] + 2 * Self.unit * abs(delta[$0]) }
      } else {
        let incoming = record.outputGradient?.values ?? []
        errors = delta.indices.map { place in
          let (a, error) = (record.output.values[place], outputErrors[index][place])
          switch weighted.activation {
          case .relu: return a > 0 ? errors[place] : 0
          case .sigmoid, .tanh:
            let change = weighted.activation == .sigmoid ? 1 : 2 * abs(a)
            return Self.slope(weighted.activation, a) * errors[place]
              + abs(incoming[place]) * (change * error + 4 * Self.unit)
          default: return errors[place]
          }
        }
      }
      let sums: RoundingSums
      if case .convolution(_, _, let window, let patches) = layer {
        sums = RoundingSums(weighted, patches.values, Self.patches(inputErrors[index], window))
        gradients["\(record.name).kernel"] = sums.kernelGradient(delta, errors)
        gradients["\(record.name).bias"] = sums.biasGradient(delta, errors)
        errors = scattered(sums.inputErrors(delta, errors), window)
      } else {
        sums = RoundingSums(weighted, record.input.values, inputErrors[index])
        gradients["\(record.name).kernel"] = sums.kernelGradient(delta, errors)
        gradients["\(record.name).bias"] = sums.biasGradient(delta, errors)
        errors = sums.inputErrors(delta, errors)
      }
    }
    return gradients
  }

  private func throughPooling(_ layer: LayerTrace<Double>, _ errors: [Double]) -> [Double] {
    guard case .pooling(let record, _, let window, let winners) = layer else {
      return errors
    }
    let delta = record.outputGradient?.values ?? []
    var result = [Double](repeating: 0, count: record.input.count)
    let terms = window.height * window.width
    // Where windows overlap, as many gradients meet as windows do; each sum is rounded.
    let off = delta.indices.map { errors[$0] + Self.rounding(terms: terms + 1, abs(delta[$0])) }
    if let winners {
      for (target, winner) in winners.enumerated() { result[winner] += off[target] }
    } else {
      Self.forEachPlace(window) { target, place in result[place] += off[target] / Double(terms) }
    }
    return result
  }

  private func scattered(_ patches: [Double], _ window: Window) -> [Double] {
    var image = [Double](repeating: 0, count: window.inputCount)
    patches.withUnsafeBufferPointer { patches in
      image.withUnsafeMutableBufferPointer { image in
        guard let patches = patches.baseAddress, let image = image.baseAddress else { return }
        scatterPatches(patches, window, addingTo: image)
      }
    }
    return image
  }
}
