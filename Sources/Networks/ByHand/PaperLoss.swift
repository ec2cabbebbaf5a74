import Numerics

extension PaperNetwork {
  /// The loss without any rounding: ½·(ŷ − y)², or −Σ yₖ·ln ŷₖ.
  public func exactLoss() -> Double {
    var values = inputs.map { $0.doubleValue }
    var sums = values
    for layer in layers {
      sums = layer.biases.indices.map { unit in
        values.indices.reduce(layer.biases[unit].doubleValue) {
          $0 + values[$1] * layer.weights[$1][unit].doubleValue
        }
      }
      values = sums.map { sigmoid($0) }
    }
    let target = self.target.map { $0.doubleValue }
    switch output {
    case .sigmoid:
      return zip(values, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 2
    case .softmax:
      let largest = sums.max() ?? 0
      let logarithm = Double.logarithm(
        sums.reduce(0) { $0 + Double.exponential($1 - largest) })
      return zip(sums, target).reduce(0) { $0 - $1.1 * ($1.0 - largest - logarithm) }
    }
  }
}
