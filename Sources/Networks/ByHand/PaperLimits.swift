import Numerics

extension PaperNetwork {
  /// Why its way cannot be told with a few digits after the point; nil where it can.
  ///
  /// Softmax prints e^z and probabilities: above z = 20 an e^z has ten digits before the point and
  /// more, and a probability below 0.001 of the right answer is next to 0, whose logarithm there is
  /// none of.
  public var complaint: String? {
    guard output == .softmax else { return nil }
    var values = inputs.map { $0.doubleValue }
    var sums: [Double] = []
    for layer in layers {
      sums = layer.biases.indices.map { unit in
        values.indices.reduce(layer.biases[unit].doubleValue) {
          $0 + values[$1] * layer.weights[$1][unit].doubleValue
        }
      }
      values = sums.map { activations[0].exact($0) }
    }
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
