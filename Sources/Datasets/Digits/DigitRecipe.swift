import Dispatch
import Numerics

/// How many handwritten digits to make, and from which seed. The same recipe gives the same images,
/// however many threads draw.
public struct DigitRecipe: Hashable, Sendable {
  public var trainCount: Int
  public var testCount: Int
  public var seed: UInt64

  public init(trainCount: Int = 10_000, testCount: Int = 2_000, seed: UInt64 = 1) {
    precondition(trainCount >= 0 && testCount >= 0, "\(trainCount) and \(testCount) images")
    self.trainCount = trainCount
    self.testCount = testCount
    self.seed = seed
  }

  /// Digits 0 to 9, 28 × 28 pixels. Test images come from another sequence than training images.
  public func dataset() -> Dataset {
    Dataset(
      name: DatasetLibrary.digits,
      train: madeDigits(trainCount, seed: SeededGenerator.word(seed: seed, 0)),
      test: madeDigits(testCount, seed: SeededGenerator.word(seed: seed, 1)),
      classNames: DatasetLibrary.digitClasses)
  }
}

/// Handwritten digits, made. The first images of a longer row are those of a shorter one; each ten
/// in a row hold every digit once.
public func madeDigits(_ count: Int, seed: UInt64) -> LabelledImages {
  madeDigits(count, seed: seed, hand: Handwriting())
}

func madeDigits(_ count: Int, seed: UInt64, hand: Handwriting) -> LabelledImages {
  let imageSize = PenDrawing.side * PenDrawing.side
  let labels = digitLabels(count, seed: seed)
  let pixels = [UInt8](unsafeUninitializedCapacity: count * imageSize) { buffer, filled in
    // Each image has its own generator and its own part of the buffer, so nothing depends on who
    // draws what.
    nonisolated(unsafe) let buffer = buffer
    let chunk = 250
    DispatchQueue.concurrentPerform(iterations: (count + chunk - 1) / chunk) { part in
      var drawing = PenDrawing()
      for i in part * chunk..<min(count, (part + 1) * chunk) {
        var random = SeededGenerator(seed: seed, stream: UInt64(i))
        let image = UnsafeMutableBufferPointer(
          rebasing: buffer[i * imageSize..<(i + 1) * imageSize])
        hand.makeDigit(labels[i], with: &drawing, using: &random, into: image)
      }
    }
    filled = count * imageSize
  }
  return LabelledImages(
    height: PenDrawing.side, width: PenDrawing.side, pixels: pixels, labels: labels)
}

/// 0 to 9 in random order, again and again.
private func digitLabels(_ count: Int, seed: UInt64) -> [UInt8] {
  var random = SeededGenerator(seed: seed, stream: .max)
  var labels: [UInt8] = []
  while labels.count < count {
    labels.append(contentsOf: random.permutation(10).map { UInt8($0) })
  }
  return Array(labels.prefix(count))
}

extension Handwriting {
  /// Writes one digit in one of its ways and draws it.
  fileprivate func makeDigit(
    _ digit: UInt8, with drawing: inout PenDrawing, using random: inout SeededGenerator,
    into image: UnsafeMutableBufferPointer<UInt8>
  ) {
    let models = StrokeModel.all[Int(digit)]
    let model = models[random.choice(weights: models.map(\.weight))]
    let habit = StrokeModel.habits[Int(digit)]
    let paths = write(model, habit: habit, using: &random)
    let width =
      habit.pen * pen * Double.exponential(habit.penSpread * penDeviation * random.normal())
    drawing.draw(
      paths, pen: min(max(width, penRange.lowerBound), penRange.upperBound * habit.penSpread),
      edge: random.uniform(edge), gain: random.uniform(gain), into: image)
  }
}
