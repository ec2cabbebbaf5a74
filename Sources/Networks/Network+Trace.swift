import Numerics

extension Network {
  /// Follows one sample through the network, for the right class of a classifier.
  ///
  /// - Throws: `NetworkError` if the input or the class does not fit the network.
  public func trace(
    of input: Tensor<Scalar>, label: Int, at moment: TrainingMoment? = nil
  ) throws -> NetworkTrace<Scalar> {
    guard label >= 0, label < description.outputCount else {
      throw NetworkError("there is no class \(label) among \(description.outputCount) outputs")
    }
    return try trace(of: input, targets: .classes([label]), at: moment)
  }

  /// Follows one sample through the network.
  ///
  /// - Parameters:
  ///   - input: in any shape of the right number of elements.
  ///   - target: the right answers; without them there is no way back.
  ///   - moment: drops outputs as that step of the training did; nil as at inference.
  /// - Throws: `NetworkError` if the input or the target does not fit the network.
  public func trace(
    of input: Tensor<Scalar>, target: Tensor<Scalar>? = nil, at moment: TrainingMoment? = nil
  ) throws -> NetworkTrace<Scalar> {
    if let target, target.count != description.outputCount {
      throw NetworkError(
        layer: description.layerNames.last,
        "has \(description.outputCount) outputs, but \(target.count) answers are given")
    }
    return try trace(of: input, targets: target.map { .values($0.values) }, at: moment)
  }

  private func trace(
    of input: Tensor<Scalar>, targets: Targets<Scalar>?, at moment: TrainingMoment?
  ) throws -> NetworkTrace<Scalar> {
    guard input.count == description.inputShape.count else {
      throw NetworkError(
        layer: description.layerNames[0],
        "needs an input of \(description.inputShape), \(input.shape) came in")
    }
    let pool = WorkerPool(threads: 1)
    let execution = Execution(self, capacity: 1, pool: pool, isTracing: true)
    for (index, value) in input.values.enumerated() { execution.input[index] = value }
    // A batch of one would say nothing to a layer that looks at all samples: it does as at inference.
    let isTraining = moment != nil && !description.layers.contains { $0.mixesSamples }
    execution.forward(
      count: 1, isTraining: isTraining, seed: moment?.seed ?? 0, step: moment?.step ?? 0,
      samples: [moment?.sample ?? 0])
    var loss: Scalar?
    if let targets {
      loss = Scalar(execution.result(count: 1, targets).lossSum)
      execution.backward(count: 1, targets, isTraining: isTraining)
    }
    let reader = TraceReader(
      network: self, execution: execution, targets: targets, isTraining: isTraining)
    return NetworkTrace(
      layers: description.layers.indices.map(reader.layer), output: reader.output, loss: loss,
      gradients: reader.gradients)
  }
}

/// Reads a trace out of the memory of one pass.
private struct TraceReader<Scalar: Real> {
  let network: Network<Scalar>
  let execution: Execution<Scalar>
  let targets: Targets<Scalar>?
  let isTraining: Bool
  let gradients: [String: Tensor<Scalar>]
  let output: Tensor<Scalar>

  init(
    network: Network<Scalar>, execution: Execution<Scalar>, targets: Targets<Scalar>?,
    isTraining: Bool
  ) {
    self.network = network
    self.execution = execution
    self.targets = targets
    self.isTraining = isTraining
    var gradients: [String: Tensor<Scalar>] = [:]
    if targets != nil {
      let row = execution.currentGradients()
      for entry in network.layout.entries where entry.isTrainable {
        gradients[entry.name] = Tensor(entry.shape, Array(row[entry.range]))
      }
    }
    self.gradients = gradients
    let count = network.description.outputCount
    output = Tensor([count], Execution.array(execution.output.base, count))
  }

  private var description: NetworkDescription { network.description }

  private func value(_ boundary: Int, _ shape: Shape) -> Tensor<Scalar> {
    Tensor(shape, Execution.array(execution.values[boundary].base, shape.count))
  }

  private func gradient(_ boundary: Int, _ shape: Shape) -> Tensor<Scalar>? {
    guard targets != nil, let delta = execution.deltas[boundary] else { return nil }
    return Tensor(shape, Execution.array(delta.base, shape.count))
  }

  func layer(_ index: Int) -> LayerTrace<Scalar> {
    let place = execution.plan.places[index]
    let name = description.layerNames[index]
    let inputShape = description.inputShape(of: index)
    let shape = description.outputShapes[index]
    var record = LayerRecord(
      name: name, input: value(place.input, inputShape), output: value(place.output, shape),
      inputGradient: gradient(place.input, inputShape),
      outputGradient: gradient(place.output, shape))
    // The last activation is fused with the loss: its output lies behind the last boundary.
    if index == description.layers.count - 1, description.hasFusedLoss {
      record.output = output
      record.outputGradient = targets.map {
        Tensor(shape, execution.lossFunction.gradientByOutput(output.values, $0))
      }
    }
    let layer = description.layers[index]
    return layer.entry(Scalar.self).trace(
      layer.settings, record, LayerTraceReader(reader: self, layer: index))
  }

  fileprivate func weighted(_ index: Int, _ activation: Activation) -> WeightedRecord<Scalar> {
    let name = description.layerNames[index]
    let place = execution.plan.places[index]
    let shape = description.outputShapes[index]
    return WeightedRecord(
      kernel: parameter(name, "kernel"), bias: parameter(name, "bias"),
      preActivation: value(place.sums, shape), activation: activation,
      preActivationGradient: gradient(place.sums, shape),
      kernelGradient: gradients["\(name).kernel"], biasGradient: gradients["\(name).bias"])
  }

  fileprivate func parameter(_ layer: String, _ part: String) -> Tensor<Scalar> {
    guard let tensor = network["\(layer).\(part)"] else {
      preconditionFailure("no tensor \(layer).\(part)")
    }
    return tensor
  }
}

/// What one layer's trace is made of besides its inputs and outputs.
struct LayerTraceReader<Scalar: Real> {
  fileprivate let reader: TraceReader<Scalar>
  fileprivate let layer: Int

  var isTraining: Bool { reader.isTraining }

  /// What the layer's operation chose, one number for each output; nil if it chooses nothing.
  var choices: [Int]? { reader.execution.plan.places[layer].operation?.choices() }

  /// Kernel, bias, sums and their gradients.
  func weighted(_ activation: Activation) -> WeightedRecord<Scalar> {
    reader.weighted(layer, activation)
  }

  /// One of the layer's tensors: `gamma`.
  func parameter(_ part: String) -> Tensor<Scalar> {
    reader.parameter(reader.network.description.layerNames[layer], part)
  }

  /// The numbers under each place of a window, a row each.
  func patches(_ input: Tensor<Scalar>, _ window: Window) -> Tensor<Scalar> {
    var patches = Tensor<Scalar>(zeros: [window.positions, window.patchCount])
    input.values.withUnsafeBufferPointer { source in
      patches.values.withUnsafeMutableBufferPointer { target in
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        gatherPatches(of: source, window, into: target)
      }
    }
    return patches
  }
}
