/// One observable moment of an experiment, made from one recorded step: what the terminal, the
/// picture and the page show of it.
public struct Moment: Sendable {
  /// Its address, 1 … `count`.
  public var index: Int
  public var count: Int
  /// The epoch it lies in, from 1; nil where the experiment has none.
  public var epoch: Int?
  /// "Epoch 1 · step 3 of 8".
  public var heading: String
  /// Something changed here: the progress strip fills its mark, "next mistake" stops at it.
  public var isMistake: Bool
  /// The sub-steps in the order in which they are computed.
  public var stages: [Stage]

  public init(
    index: Int, count: Int, epoch: Int?, heading: String, isMistake: Bool, stages: [Stage]
  ) {
    self.index = index
    self.count = count
    self.epoch = epoch
    self.heading = heading
    self.isMistake = isMistake
    self.stages = stages
  }
}

/// One sub-step of a moment: a part of the arithmetic and the picture that agrees with it.
public struct Stage: Sendable {
  public var derivation: Derivation
  public var figure: AnyFigure
  /// The picture while its question is open, without the answer; nil where that of the stage before
  /// serves.
  public var openFigure: AnyFigure?
  /// Asked before the arithmetic of this stage is shown; nil where there is nothing to predict.
  public var prediction: Prediction?

  public init<F: Figure>(
    derivation: Derivation, figure: F, openFigure: AnyFigure? = nil, prediction: Prediction? = nil
  ) {
    self.derivation = derivation
    self.figure = figure.erased
    self.openFigure = openFigure
    self.prediction = prediction
  }
}

/// A question to the reader before the arithmetic is revealed.
public struct Prediction: Equatable, Sendable {
  /// A wrong value that has a well-known cause.
  public struct Slip: Equatable, Sendable {
    public var value: Double
    /// "That is the weight with the sign of d turned round."
    public var message: String

    public init(value: Double, message: String) {
      self.value = value
      self.message = message
    }
  }

  /// What is asked for.
  public var quantity: Quantity
  /// "What will w0′ be?"
  public var question: String
  public var expected: Double
  /// The expected value as the lesson prints it.
  public var expectedText: String
  public var tolerance: Double
  public var slips: [Slip]

  public init(
    _ quantity: Quantity, question: String, expected: Double, expectedText: String,
    tolerance: Double = 0, slips: [Slip] = []
  ) {
    self.quantity = quantity
    self.question = question
    self.expected = expected
    self.expectedText = expectedText
    self.tolerance = tolerance
    self.slips = slips
  }

  /// A question with the mistakes that are often made: each of them once, and none where it comes
  /// to the right value.
  public init(
    _ quantity: Quantity, question: String, expected: Double, expectedText: String,
    mistakes: [Slip]
  ) {
    var slips: [Slip] = []
    for mistake in mistakes where mistake.value != expected {
      if !slips.contains(where: { $0.value == mistake.value }) { slips.append(mistake) }
    }
    self.init(
      quantity, question: question, expected: expected, expectedText: expectedText, slips: slips)
  }
}
