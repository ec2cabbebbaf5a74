import Networks
import Numerics

/// Other weights for the same gates.
extension WiredKind {
  static let variation = Variation<Run> { run, generator in
    var layers = run.network.layers
    for depth in layers.indices {
      for unit in layers[depth].indices {
        guard let weights = weights(like: layers[depth][unit].perceptron, &generator) else {
          return nil
        }
        layers[depth][unit].perceptron = Perceptron(weights: weights)
      }
    }
    let texts = layers.map { layer in
      FieldText.list(
        layer.map {
          .mapping([
            .init("name", .word($0.name)), .init("weights", .decimals($0.perceptron.weights)),
          ])
        })
    }
    return [hidden.key: texts[0], output.key: texts[1]]
  }

  /// Weights of the same signs that make the same gate of zeros and ones, none of its sums 0; nil
  /// where the tries come to none.
  private static func weights(like own: Perceptron, _ generator: inout SeededGenerator)
    -> [ExactDecimal]?
  {
    let corners = (0..<1 << (own.weights.count - 1)).map { corner in
      (0..<own.weights.count - 1).map { ExactDecimal(corner >> $0 & 1) }
    }
    for _ in 0..<200 {
      // Slopes of lines that can be drawn: weights in halves, biases in tenths.
      let weights = own.weights.enumerated().map { place, weight -> ExactDecimal in
        let size =
          place == 0
          ? ExactDecimal(Int128(1 + generator.index(below: 39)), scale: 1)
          : ExactDecimal(Int128(5 * (1 + generator.index(below: 4))), scale: 1)
        return weight.isZero ? .zero : weight.isNegative ? -size : size
      }
      let other = Perceptron(weights: weights)
      let isSame = corners.allSatisfy { corner in
        let sum = other.weightedSum(corner)
        return other.output(corner) == own.output(corner) && sum.magnitude >= tenth
      }
      if isSame, weights != own.weights { return weights }
    }
    return nil
  }

  private static let tenth = ExactDecimal(1, scale: 1)
}
