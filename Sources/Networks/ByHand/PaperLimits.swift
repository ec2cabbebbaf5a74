import Numerics

extension PaperNetwork {
  /// Why its way cannot be told with a few digits after the point; nil where it can.
  ///
  /// ReLU and linear units hand on whatever they get: above 1000 their products and squares have more
  /// digits than a line. Cross-entropy behind a sigmoid takes two logarithms, and there is none of 0.
  /// Softmax prints e^z and probabilities: above z = 20 an e^z has ten digits before the point and
  /// more, and a probability below 0.001 of the right answer is next to 0, whose logarithm there is
  /// none of.
  public var complaint: String? {
    var values = inputs.map { $0.doubleValue }
    var sums: [Double] = []
    for (layer, activation) in zip(layers, activations) {
      sums = layer.biases.indices.map { unit in
        values.indices.reduce(layer.biases[unit].doubleValue) {
          $0 + values[$1] * layer.weights[$1][unit].doubleValue
        }
      }
      values = sums.map { activation.exact($0) }
      if !activation.isBounded, let z = sums.max(by: { abs($0) < abs($1) }), abs(z) > 1000 {
        return
          "a unit has z = \(ExactDecimal(rounding: z, places: 1)), and what follows too many "
          + "digits to print; 1000 is the most"
      }
    }
    if loss == .crossEntropy, output == .sigmoid, !(0.001...0.999).contains(values[0]) {
      return
        "the output is \(ExactDecimal(rounding: values[0], places: 6)): too near to "
        + "\(values[0] < 0.5 ? 0 : 1) to print both logarithms"
    }
    guard output == .softmax else { return nil }
    let largest = sums.max() ?? 0
    guard largest <= 20 else {
      let z = ExactDecimal(rounding: largest, places: 1)
      return "an output has z = \(z), and e^z too many digits to print; 20 is the most"
    }
    let right = target.firstIndex(of: .one) ?? 0
    let share =
      Double.exponential(sums[right] - largest)
      / sums.reduce(0) { $0 + Double.exponential($1 - largest) }
    // All e^z of large negative z print as 0.
    guard share >= 0.001, largest >= -5 else {
      return
        "the right output has z = \(ExactDecimal(rounding: sums[right], places: 1)), the largest "
        + "\(ExactDecimal(rounding: largest, places: 1)): too little to print the probability and its logarithm"
    }
    return nil
  }
}
