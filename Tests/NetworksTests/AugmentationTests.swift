import Datasets
import Numerics
import Testing

@testable import Networks

@Suite struct AugmentationTests {
  /// The changed images of `augmented.py`.
  @Test(arguments: 0..<7) func imagesChangeAsScipyChangesThem(index: Int) throws {
    let example = try ReferenceTests.reference("cases", file: "augmented")[index]
    func pair(_ name: String) throws -> (Double, Double) {
      let numbers = try ReferenceTests.numbers(example[name])
      return (numbers[0], numbers[1])
    }
    var change = ImageChange()
    change.angle = try #require(example["angle"]?.number)
    (change.shift.x, change.shift.y) = try pair("shift")
    (change.zoom.x, change.zoom.y) = try pair("zoom")
    let flips = try #require(example["flips"]?.array).map { $0 == .bool(true) }
    change.flips = (flips[0], flips[1])
    let height = try #require(example["height"]?.integer)
    let width = try #require(example["width"]?.integer)
    let channels = try #require(example["channels"]?.integer)
    let pixels = try ReferenceTests.numbers(example["image"]).map { UInt8($0) }
    let expected = try ReferenceTests.numbers(example["result"])
    func check<T: Real>(_: T.Type, tolerance: Double) {
      var result = [T](repeating: -1, count: pixels.count)
      pixels.withUnsafeBufferPointer { pixels in
        result.withUnsafeMutableBufferPointer { result in
          guard let from = pixels.baseAddress, let to = result.baseAddress else { return }
          change.apply(
            to: from, height: height, width: width, channels: channels, scale: 1 / 255, into: to)
        }
      }
      for (value, number) in zip(result, expected) {
        #expect(abs(Double(value) - number / 255) < tolerance)
      }
    }
    check(Double.self, tolerance: 1e-12)
    check(Float.self, tolerance: 1e-5)
  }

  @Test func changesFillTheirRangesAndNoMore() {
    let augmentation = Augmentation(shift: 0.1, rotation: 8, zoom: 0.2, flips: true)
    let changes = (0..<4000).map {
      augmentation.change(seed: 3, epoch: $0 % 4, place: $0 / 4, width: 20, height: 30)
    }
    func expect(_ values: [Double], _ middle: Double, _ range: Double) {
      #expect(values.allSatisfy { abs($0 - middle) <= range })
      #expect((values.max() ?? 0) > middle + 0.98 * range)
      #expect((values.min() ?? 0) < middle - 0.98 * range)
      #expect(abs(values.reduce(0, +) / 4000 - middle) < 0.05 * range)
    }
    expect(changes.map(\.angle), 0, 8 * Double.pi / 180)
    expect(changes.map(\.shift.x), 0, 2)
    expect(changes.map(\.shift.y), 0, 3)
    expect(changes.map(\.zoom.x), 1, 0.2)
    expect(changes.map(\.zoom.y), 1, 0.2)
    for count in [changes.count { $0.flips.x }, changes.count { $0.flips.y }] {
      #expect(1850...2150 ~= count)
    }
    #expect(Set(changes.map(\.angle)).count == 4000)
    let again = augmentation.change(seed: 3, epoch: 1, place: 5, width: 20, height: 30)
    #expect(again.angle == changes[21].angle)
  }

  private func training(
    threads: Int, epochs: Int = 3, _ augmentation: Augmentation?,
    from state: Training<Float>.State? = nil
  ) throws -> Training<Float> {
    try TrainingTests.training(threads: threads, epochs: epochs, from: state) {
      $0.augmentation = augmentation
    }
  }

  @Test func threadsAndInterruptionsDoNotChangeABit() throws {
    let augmentation = Augmentation(shift: 0.1, rotation: 8, zoom: 0.2)
    let whole = try training(threads: 1, augmentation)
    _ = try whole.run()
    let first = try training(threads: 2, augmentation)
    var done = 0
    _ = try first.run(isCancelled: {
      done += 1
      return done == 11
    })
    let second = try training(threads: 1, augmentation, from: first.currentState)
    _ = try second.run()
    #expect(second.network.parameters == whole.network.parameters)
    let plain = try training(threads: 1, nil)
    _ = try plain.run()
    #expect(plain.network.parameters != whole.network.parameters)
  }

  /// Images to validate and to test with stay as they are.
  @Test func onlyTrainingImagesAreChanged() throws {
    let trained = try training(threads: 1, epochs: 1, Augmentation(shift: 0.3, flips: true))
    _ = try trained.run()
    let kept = TrainingTests.images[240..<300]
    let result = try Evaluation(trained.network, on: kept)
    #expect(trained.history.epochs[0].validationAccuracy == result.accuracy)
    #expect(abs((trained.history.epochs[0].validationLoss ?? 0) - result.loss) < 1e-6)
  }

  @Test func whatIsImpossibleIsNamed() throws {
    for augmentation in [
      Augmentation(shift: 1), Augmentation(shift: -0.1), Augmentation(rotation: 181),
      Augmentation(zoom: 1), Augmentation(zoom: .nan),
    ] {
      #expect(throws: NetworkError.self) { try training(threads: 1, augmentation) }
    }
    #expect(throws: NetworkError.self) {
      try TrainingTests.training {
        $0.augmentation = Augmentation(shift: 0.1)
        $0.preprocessing = .unitColumns
      }
    }
  }
}
