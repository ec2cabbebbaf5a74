import Figures
import Networks
import Numerics

/// The question before an update: what will one of the weights be?
struct PerceptronPrediction {
  var step: PerceptronStep
  var rate: ExactDecimal
  var words: Words

  /// Asks about weight `i`, and knows the usual slips.
  func prediction(of i: Int) -> Prediction {
    let expected = step.after.weights[i]
    var slips: [Prediction.Slip] = []
    for (value, message) in usualSlips(i) where value != expected {
      if slips.contains(where: { $0.value == value.doubleValue }) { continue }
      slips.append(.init(value: value.doubleValue, message: message))
    }
    return Prediction(
      Quantity(step: step.index, .weights, i),
      question: words("What will {1} be?", "w\(i)′"), expected: expected.doubleValue,
      expectedText: expected.description, slips: slips)
  }

  private func usualSlips(_ i: Int) -> [(ExactDecimal, String)] {
    let old = step.before.weights[i]
    let input = i == 0 ? ExactDecimal.one : step.inputs[i - 1]
    let change = step.changes[i]
    var slips = [
      (old - change, words("That is what you get with the sign of d turned round.")),
      (
        old + ExactDecimal(step.error) * input,
        words("That leaves out the rate: the weight moves by only {1} of d · x.", rate.description)
      ),
    ]
    if i == 0 {
      slips.append(
        (old, words("The bias has an input, too: it is always 1, so w0 moves at every mistake.")))
    } else {
      slips.append(
        (
          old + rate * ExactDecimal(earlyError(i)) * input,
          words("That uses the new weights too early: the error d comes from the old ones.")
        ))
      slips.append(
        (
          old + rate * ExactDecimal(step.error),
          words(
            "That forgets the input: the weight moves by n · d · x, and x is {1} here.",
            input.description)
        ))
      slips.append((old, words("The output was wrong, and the input is not 0: the weight moves.")))
    }
    return slips
  }

  /// The error as it would be if the output were computed again with the weights before `i`
  /// already new.
  private func earlyError(_ i: Int) -> Int {
    var mixed = step.before.weights
    for j in 0..<i { mixed[j] = step.after.weights[j] }
    return step.target - Perceptron(weights: mixed).output(step.inputs)
  }
}
