import Datasets
import Numerics
import Testing

@testable import Networks

func decimals(_ text: String) -> [ExactDecimal] {
  text.split(separator: " ").compactMap { ExactDecimal(String($0)) }
}

/// The order in which the source visits the four points, and the truth table's own.
let sourceOrder = [decimals("0 0"), decimals("1 1"), decimals("0 1"), decimals("1 0")]
let tableOrder = [decimals("0 0"), decimals("0 1"), decimals("1 0"), decimals("1 1")]

func trainer(
  _ gate: Gate, weights: String = "0.8 -1 -1", order: [[ExactDecimal]] = sourceOrder,
  updates: PerceptronTrainer.Updates = .together, limit: Int = 100, shuffleSeed: UInt64? = nil
) throws -> PerceptronTrainer {
  try PerceptronTrainer(
    samples: PerceptronTrainer.ordered(gate.truthTable(), by: order), weights: decimals(weights),
    rate: ExactDecimal(2, scale: 1), shuffleSeed: shuffleSeed, epochLimit: limit, updates: updates)
}

struct PerceptronTests {
  struct Case: Sendable {
    var gate: Gate
    var weights = "0.8 -1 -1"
    var order = sourceOrder
    var result: PerceptronRun.Result
    var end: String
  }

  /// The exact results that the source's runs have with a pencil.
  static let cases = [
    Case(gate: .and, result: .converged(epoch: 14, step: 56), end: "-0.4 0.4 0.2"),
    Case(gate: .or, result: .converged(epoch: 12, step: 48), end: "0 0.2 0.2"),
    Case(gate: .nand, result: .converged(epoch: 2, step: 8), end: "1.2 -0.8 -0.8"),
    Case(gate: .xor, result: .cycle(epoch: 13, since: 12), end: "0.4 0 0"),
    Case(
      gate: .and, order: tableOrder, result: .converged(epoch: 13, step: 52), end: "-0.4 0.4 0.2"),
    Case(gate: .or, order: tableOrder, result: .converged(epoch: 13, step: 52), end: "0 0.2 0.2"),
    Case(gate: .xor, order: tableOrder, result: .cycle(epoch: 10, since: 9), end: "0.4 -0.4 -0.4"),
    Case(
      gate: .and, weights: "-0.3 -0.2 0.2", result: .converged(epoch: 3, step: 12),
      end: "-0.3 0.2 0.2"),
  ]

  @Test(arguments: cases)
  func endsAsTheSourceDoes(_ expected: Case) throws {
    let run = try trainer(expected.gate, weights: expected.weights, order: expected.order).run()
    #expect(run.result == expected.result)
    #expect(run.end.weights == decimals(expected.end))
    #expect(run.steps.map(\.index) == Array(1...run.steps.count))
  }

  @Test func firstEpochOfAndIsTheSourcesTable() throws {
    let lines = try trainer(.and).run().steps.prefix(4).map {
      "\($0.inputs.map(\.asciiText)) \($0.sum.asciiText) \($0.output) \($0.error) "
        + $0.after.weights.map(\.asciiText).joined(separator: " ")
    }
    #expect(
      lines == [
        #"["0", "0"] 0.8 1 -1 0.6 -1 -1"#, #"["1", "1"] -1.4 0 1 0.8 -0.8 -0.8"#,
        #"["0", "1"] 0 0 0 0.8 -0.8 -0.8"#, #"["1", "0"] 0 0 0 0.8 -0.8 -0.8"#,
      ])
  }

  @Test func handWorkedExampleIsNand() throws {
    let run = try trainer(.nand).run()
    #expect(run.steps.prefix(2).allSatisfy { !$0.isMistake })
    #expect(run.steps[2].after.weights == decimals("1 -1 -0.8"))
    #expect(run.steps[3].after.weights == decimals("1.2 -0.8 -0.8"))
  }

  @Test func gentleRunHasMistakesOfBothKindsAndNeverZero() throws {
    let run = try trainer(.and, weights: "-0.3 -0.2 0.2").run()
    #expect(Set(run.steps.map(\.error)) == [-1, 0, 1])
    #expect(run.steps.allSatisfy { !$0.sum.isZero })
  }

  @Test func sourcesSecondProgramShrinksToNothing() throws {
    let usual = try trainer(.and).run()
    let run = try trainer(.and, updates: .oneByOne).run()
    #expect(run.epochs[0].atEnd == usual.epochs[0].atEnd)
    #expect(run.epochs[3].atEnd.weights != decimals("0 0 0"))
    #expect(run.epochs[4].atEnd.weights == decimals("0 0 0"))
    #expect(run.result == .cycle(epoch: 6, since: 5))
  }

  /// Every step follows from the one before by the rule, written out once more.
  @Test(arguments: Gate.allCases)
  func everyStepFollowsTheRule(gate: Gate) throws {
    let run = try trainer(gate).run()
    var w = run.start.weights
    for step in run.steps {
      #expect(step.before.weights == w)
      #expect(step.inputs == sourceOrder[(step.index - 1) % 4])
      let z = w[0] + w[1] * step.inputs[0] + w[2] * step.inputs[1]
      #expect(step.sum == z)
      #expect(step.output == (z > 0 ? 1 : 0))
      #expect(step.error == step.target - step.output)
      for (i, x) in ([1] + step.inputs).enumerated() {
        #expect(step.changes[i] == ExactDecimal(step.error * 2, tenths: x))
        w[i] += step.changes[i]
      }
      #expect(step.after.weights == w)
    }
  }

  @Test func mistakesDuringAnEpochAndPointsStillWrongDiffer() throws {
    let run = try trainer(.and).run()
    #expect(run.epochs[0].mistakes == 2)
    #expect(run.epochs[0].stillWrong.map { run.samples[$0].inputsText } == ["(0, 0)", "(1, 1)"])
    #expect(run.epochs.contains { $0.mistakes != $0.stillWrong.count })
    for epoch in run.epochs {
      #expect(epoch.steps.count == 4)
      #expect(epoch.mistakes == epoch.steps.count { run.steps[$0 - 1].isMistake })
    }
  }

  @Test func limitAndShuffling() throws {
    #expect(try trainer(.and, limit: 3).run().result == .limit(epochs: 3))
    // A repeat proves nothing with shuffling, so XOR runs to the limit.
    let shuffled = try trainer(.xor, limit: 40, shuffleSeed: 7).run()
    #expect(shuffled.result == .limit(epochs: 40))
    #expect(try trainer(.xor, limit: 40, shuffleSeed: 7).run() == shuffled)
    #expect(try trainer(.xor, limit: 40, shuffleSeed: 8).run() != shuffled)
    for epoch in shuffled.epochs {
      #expect(Set(epoch.steps.map { shuffled.steps[$0 - 1].sample }) == [0, 1, 2, 3])
    }
    guard case .converged = try trainer(.and, limit: 1000, shuffleSeed: 1).run().result else {
      Issue.record("a separable task converges in any order")
      return
    }
  }

  @Test func threeInputs() throws {
    let run = try PerceptronTrainer(
      samples: Gate.and.truthTable(inputs: 3), weights: decimals("0 0 0 0"), rate: 1
    ).run()
    guard case .converged = run.result else {
      Issue.record("AND of three inputs is separable")
      return
    }
    #expect(run.epochs.last?.stillWrong == [])
  }

  @Test func drawnWeightsHaveOneDecimal() {
    var generator = SeededGenerator(seed: 3)
    let weights = (0..<40).flatMap { _ in
      PerceptronTrainer.drawnWeights(inputs: 2, using: &generator)
    }
    #expect(weights.allSatisfy { $0.magnitude <= 1 && $0.scale <= 1 })
    #expect(Set(weights).count == 21)
  }
}

struct PerceptronTrainerTests {
  func error(
    _ samples: [LabelledPoint], weights: String = "0 0 0", rate: String = "0.2", limit: Int = 100
  ) -> PerceptronError? {
    do {
      _ = try PerceptronTrainer(
        samples: samples, weights: decimals(weights), rate: decimals(rate)[0], epochLimit: limit)
      return nil
    } catch { return error }
  }

  @Test func refusesWhatCannotBeTrained() {
    let and = Gate.and.truthTable()
    #expect(error(and) == nil)
    #expect(error([]) == .noSamples)
    #expect(error(and, weights: "0 0") == .weightCount(found: 2, expected: 3))
    #expect(error(and, rate: "0") == .rateNotPositive(0))
    #expect(error(and, rate: "-0.2") == .rateNotPositive(decimals("-0.2")[0]))
    #expect(error(and, limit: 0) == .epochLimit(0))
    #expect(
      error(and + [LabelledPoint(decimals("1 1"), isTrue: false)])
        == .contradiction(point: "(1, 1)"))
    #expect(
      error(and + [LabelledPoint(decimals("1"), isTrue: false)])
        == .inputCount(point: "(1)", found: 1, expected: 2))
    #expect(error(and, limit: 30_000) == .tooManySteps(120_000, limit: 100_000))
  }

  @Test func refusesNumbersThatCouldOverflow() {
    let large = [LabelledPoint(decimals("999999999999999 0.000000000000001"), isTrue: true)]
    #expect(error(large) == .tooManyDigits)
    let fine = [LabelledPoint(decimals("12345.678 -0.0001"), isTrue: false)]
    #expect(error(fine, weights: "1000 1 1", rate: "0.001") == nil)
  }

  @Test func ordersMustNameEachPointOnce() {
    let and = Gate.and.truthTable()
    #expect(throws: PerceptronError.missingPoint("(1, 0)")) {
      try PerceptronTrainer.ordered(and, by: Array(sourceOrder.prefix(3)))
    }
    #expect(throws: PerceptronError.unknownPoint("(0, 0)")) {
      try PerceptronTrainer.ordered(and, by: sourceOrder + [decimals("0 0")])
    }
  }
}

extension ExactDecimal {
  /// So many tenths of a number.
  fileprivate init(_ count: Int, tenths number: ExactDecimal) {
    self = ExactDecimal(Int128(count), scale: 1) * number
  }
}
