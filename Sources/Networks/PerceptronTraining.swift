import Datasets
import Numerics

extension PerceptronTrainer {
  /// Trains and records every step. The same trainer gives the same run.
  public func run() -> PerceptronRun {
    var perceptron = Perceptron(weights: weights)
    var steps: [PerceptronStep] = []
    var epochs: [PerceptronEpoch] = []
    // The epoch at whose end each set of weights was first seen; the start counts as epoch 0.
    var seen = [perceptron: 0]
    var order = Array(samples.indices)
    var generator = shuffleSeed.map { SeededGenerator(seed: $0, stream: 2) }

    for number in 1...epochLimit {
      if generator != nil { generator?.shuffle(&order) }
      let first = steps.count + 1
      for (place, sample) in order.enumerated() {
        let step = visit(sample, of: perceptron, index: first + place, epoch: number)
        perceptron = step.after
        steps.append(step)
      }
      let epoch = PerceptronEpoch(
        number: number, steps: first...steps.count,
        mistakes: steps[(first - 1)...].count(where: { $0.isMistake }), atEnd: perceptron,
        stillWrong: samples.indices.filter {
          perceptron.output(samples[$0].inputs) != samples[$0].target
        })
      epochs.append(epoch)
      if epoch.mistakes == 0 {
        return PerceptronRun(
          trainer: self, steps: steps, epochs: epochs,
          result: .converged(epoch: number, step: steps.count))
      }
      // With shuffled samples a repeat proves nothing: the next order is another.
      if shuffleSeed == nil {
        if let since = seen[perceptron] {
          return PerceptronRun(
            trainer: self, steps: steps, epochs: epochs,
            result: .cycle(epoch: number, since: since))
        }
        seen[perceptron] = number
      }
    }
    return PerceptronRun(
      trainer: self, steps: steps, epochs: epochs, result: .limit(epochs: epochLimit))
  }

  /// `wi' = wi + n·d·xi` for one sample, where `d = target − output`.
  private func visit(
    _ sample: Int, of perceptron: Perceptron, index: Int, epoch: Int
  ) -> PerceptronStep {
    let inputs = samples[sample].inputs
    let target = samples[sample].target
    let error = target - perceptron.output(inputs)
    var after = perceptron
    var errors: [Int] = []
    var changes: [ExactDecimal] = []
    for i in perceptron.weights.indices {
      let d = updates == .together ? error : target - after.output(inputs)
      let change = Perceptron.changes(rate: rate, error: d, inputs: inputs)[i]
      errors.append(d)
      changes.append(change)
      after.weights[i] += change
    }
    return PerceptronStep(
      index: index, epoch: epoch, indexInEpoch: (index - 1) % samples.count + 1, sample: sample,
      inputs: inputs, target: target, before: perceptron, sum: perceptron.weightedSum(inputs),
      output: target - error, error: error, errors: errors, changes: changes, after: after)
  }
}
