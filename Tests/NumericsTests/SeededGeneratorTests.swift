import Testing

@testable import Numerics

@Suite struct SeededGeneratorTests {
  /// The first outputs of SplitMix64 for the seed 1234567, from the authors' reference program.
  @Test func followsTheReferenceSequence() {
    var generator = SeededGenerator(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test(arguments: [1, 2, 7, 10, 1000]) func permutationHoldsEachIndexOnce(count: Int) {
    var generator = SeededGenerator(seed: 5)
    #expect(generator.permutation(count).sorted() == Array(0..<count))
  }

  @Test func normalHasMeanZeroAndVarianceOne() {
    let (mean, variance) = moments { $0.normal() }
    #expect(abs(mean) < 0.01)
    #expect(abs(variance - 1) < 0.02)
  }

  @Test func truncatedNormalHasItsKnownDeviationAndStaysInside() {
    let (mean, variance) = moments { $0.truncatedNormal() }
    #expect(abs(mean) < 0.01)
    #expect(abs(variance.squareRoot() - 0.8796) < 0.005)
    var generator = SeededGenerator(seed: 9)
    #expect((0..<10_000).allSatisfy { _ in abs(generator.truncatedNormal()) <= 2 })
  }

  @Test func uniformFillsItsRange() {
    let (mean, variance) = moments { $0.uniform(-3..<5) }
    #expect(abs(mean - 1) < 0.03)
    #expect(abs(variance - 64.0 / 12) < 0.05)
  }

  @Test func choiceFollowsItsWeights() {
    var generator = SeededGenerator(seed: 2)
    var counts = [0, 0, 0]
    for _ in 0..<30_000 { counts[generator.choice(weights: [1, 0, 2])] += 1 }
    #expect(counts[1] == 0)
    #expect(abs(Double(counts[2]) / 30_000 - 2.0 / 3) < 0.01)
  }

  @Test func streamsOfOneSeedDiffer() {
    var first = SeededGenerator(seed: 1, stream: 0)
    var second = SeededGenerator(seed: 1, stream: 1)
    #expect(first.next() != second.next())
    #expect(SeededGenerator.word(seed: 1, 2, 3) != SeededGenerator.word(seed: 1, 3, 2))
  }

  private func moments(_ draw: (inout SeededGenerator) -> Double) -> (Double, Double) {
    var generator = SeededGenerator(seed: 3)
    let values = (0..<100_000).map { _ in draw(&generator) }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return (mean, variance)
  }
}
