import Numerics

/// What a network's answer should have been, for each of the samples one after the other.
enum Targets<T: Real> {
  /// The number of the right class.
  case classes([Int])
  /// A value for each output; for classes, the probability that each should get.
  case values([T])
}

/// The sums over a batch from which means are made.
struct BatchResult: Equatable {
  var count = 0
  var lossSum = 0.0
  /// Samples whose answer was right; for several yes-or-no outputs, the right share of them.
  var correct = 0.0

  static func += (a: inout BatchResult, b: BatchResult) {
    a.count += b.count
    a.lossSum += b.lossSum
    a.correct += b.correct
  }
}

/// A loss over the last layer's outputs, its gradient beside it; all means over the batch.
struct LossFunction<T: Real> {
  let loss: Loss
  let outputs: Int

  /// The target of one output.
  private func target(_ targets: Targets<T>, _ sample: Int, _ output: Int) -> T {
    switch targets {
    case .classes(let classes): classes[sample] == output ? 1 : 0
    case .values(let values): values[sample * outputs + output]
    }
  }

  /// Turns the last layer's z into outputs, for the losses that are fused with its activation.
  @specialized(where T == Float)
  func finish(count: Int, z: UnsafeMutablePointer<T>, into output: UnsafeMutablePointer<T>) {
    copy(z, to: output, count: count * outputs)
    switch loss {
    case .categoricalCrossEntropy:
      for sample in 0..<count { softmax(output + sample * outputs, count: outputs) }
    case .binaryCrossEntropy: activate(output, count: count * outputs, .sigmoid)
    case .meanSquaredError: break
    }
  }

  /// The losses and right answers of a batch, summed in the order of the samples.
  ///
  /// Cross-entropies are computed from z, so that no logarithm of 0 arises:
  /// log Σ e^zⱼ − Σ yᵢ zᵢ, and max(z, 0) − z y + log(1 + e^−|z|).
  @specialized(where T == Float)
  func result(
    count: Int, z: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>, _ targets: Targets<T>
  ) -> BatchResult {
    var result = BatchResult(count: count)
    for sample in 0..<count {
      let (z, output) = (z + sample * outputs, output + sample * outputs)
      var sum: T = 0
      switch loss {
      case .categoricalCrossEntropy:
        let largest = z[indexOfMaximum(z, count: outputs)]
        var exponentials: T = 0
        for index in 0..<outputs { exponentials += T.exponential(z[index] - largest) }
        let logarithm = T.logarithm(exponentials) + largest
        if case .classes(let classes) = targets {
          sum = logarithm - z[classes[sample]]
        } else {
          for index in 0..<outputs {
            sum += target(targets, sample, index) * (logarithm - z[index])
          }
        }
      case .binaryCrossEntropy:
        for index in 0..<outputs {
          let y = target(targets, sample, index)
          let rest = T.logarithmOfOnePlus(T.exponential(-abs(z[index])))
          sum += ((z[index] > 0 ? z[index] : 0) - z[index] * y + rest) / T(outputs)
        }
      case .meanSquaredError:
        for index in 0..<outputs {
          let error = output[index] - target(targets, sample, index)
          sum += error * error / T(outputs)
        }
      }
      result.lossSum += Double(sum)
      result.correct += correct(sample, output, targets)
    }
    return result
  }

  private func correct(
    _ sample: Int, _ output: UnsafeMutablePointer<T>, _ targets: Targets<T>
  ) -> Double {
    if loss == .binaryCrossEntropy || outputs == 1 {
      var right = 0
      for index in 0..<outputs
      where (output[index] > 0.5) == (target(targets, sample, index) > 0.5) { right += 1 }
      return Double(right) / Double(outputs)
    }
    let answer = indexOfMaximum(output, count: outputs)
    switch targets {
    case .classes(let classes): return classes[sample] == answer ? 1 : 0
    case .values:
      var best = 0
      for index in 1..<outputs
      where target(targets, sample, index) > target(targets, sample, best) { best = index }
      return best == answer ? 1 : 0
    }
  }

  /// δ, the gradient of the batch's mean loss: by z, (ŷ − y)/N, where the activation is fused
  /// (for N samples; of K yes-or-no outputs (ŷ − y)/(N·K)); else by the output, 2(ŷ − y)/(N·K).
  @specialized(where T == Float)
  func gradient(
    count: Int, output: UnsafeMutablePointer<T>, _ targets: Targets<T>,
    into delta: UnsafeMutablePointer<T>
  ) {
    let terms = loss == .categoricalCrossEntropy ? count : count * outputs
    let scale = (loss == .meanSquaredError ? 2 : 1) / T(terms)
    for sample in 0..<count {
      for index in 0..<outputs {
        let place = sample * outputs + index
        delta[place] = (output[place] - target(targets, sample, index)) * scale
      }
    }
  }

  /// The gradient by the outputs themselves, behind the fused activation: −y/ŷ for categorical
  /// cross-entropy, (ŷ − y)/(ŷ(1 − ŷ)) for binary. For traces.
  func gradientByOutput(_ output: [T], _ targets: Targets<T>) -> [T] {
    output.indices.map { index in
      let (p, y) = (output[index], target(targets, 0, index))
      return switch loss {
      case .categoricalCrossEntropy: y == 0 ? 0 : -y / p
      case .binaryCrossEntropy: (p - y) / (p * (1 - p)) / T(outputs)
      case .meanSquaredError: 2 * (p - y) / T(outputs)
      }
    }
  }
}
