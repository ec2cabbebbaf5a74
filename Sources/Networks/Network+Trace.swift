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
    // Batch normalisation of a single sample would say nothing: it takes its running statistics.
    let isTraining = moment != nil && !hasBatchNormalization
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

  private var hasBatchNormalization: Bool {
    description.layers.contains { layer in
      if case .batchNormalization = layer { return true }
      return false
    }
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
    switch description.layers[index] {
    case .dense(_, let activation, _, _): return .dense(record, weighted(index, activation))
    case .convolution(_, _, _, _, let activation, _, _):
      let window = (place.operation as? Convolution<Scalar>)?.window
      guard let window else { preconditionFailure("\(name) has no operation") }
      return .convolution(
        record, weighted(index, activation), window: window,
        patches: patches(record.input, window))
    case .pooling(let kind, _, _):
      guard let pooling = place.operation as? Pooling<Scalar> else {
        preconditionFailure("\(name) has no operation")
      }
      let winners = pooling.winners.map { winners in
        (0..<shape.count).map { Int(winners.base[$0]) }
      }
      return .pooling(record, kind, window: pooling.window, winners: winners)
    case .activation(let activation): return .activation(record, activation)
    case .dropout(let rate):
      let mask = (place.operation as? Dropout<Scalar>)?.mask
      return .dropout(
        record, rate: rate,
        mask: isTraining ? mask.map { mask in (0..<shape.count).map { mask.base[$0] != 0 } } : nil)
    case .batchNormalization:
      return .batchNormalization(
        record, mean: parameter(name, "mean"), variance: parameter(name, "variance"),
        gamma: parameter(name, "gamma"), beta: parameter(name, "beta"))
    case .flatten: return .flatten(record)
    }
  }

  private func weighted(_ index: Int, _ activation: Activation) -> WeightedRecord<Scalar> {
    let name = description.layerNames[index]
    let place = execution.plan.places[index]
    let shape = description.outputShapes[index]
    return WeightedRecord(
      kernel: parameter(name, "kernel"), bias: parameter(name, "bias"),
      preActivation: value(place.sums, shape), activation: activation,
      preActivationGradient: gradient(place.sums, shape),
      kernelGradient: gradients["\(name).kernel"], biasGradient: gradients["\(name).bias"])
  }

  private func parameter(_ layer: String, _ part: String) -> Tensor<Scalar> {
    guard let tensor = network["\(layer).\(part)"] else {
      preconditionFailure("no tensor \(layer).\(part)")
    }
    return tensor
  }

  private func patches(_ input: Tensor<Scalar>, _ window: Window) -> Tensor<Scalar> {
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
