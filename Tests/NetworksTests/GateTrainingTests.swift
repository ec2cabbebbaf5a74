import Datasets
import Numerics
import Testing

@testable import Networks

/// The XOR network of the source, trained from many seeds.
struct GateTrainingTests {
  static let xor = GateTraining(rows: Gate.xor.truthTable())

  @Test func snapshotsAreThoseOfTheChosenEpochs() throws {
    let training = GateTraining(rows: Gate.xor.truthTable(), epochs: 60)
    let run = try training.run(seed: 4, snapshots: [0, 20, 60])
    #expect(run.snapshots.map(\.epoch) == [0, 20, 60])
    #expect(run.losses.count == 60)
    // The loss of an epoch is that of the network before its update.
    #expect(abs(run.losses[0] - run.snapshots[0].loss) < 1e-12)
    #expect(abs(run.losses[20] - run.snapshots[1].loss) < 1e-12)
    // Replayed: the same to the bit.
    let again = try training.run(seed: 4, snapshots: [20])
    #expect(again.snapshots[0].network == run.snapshots[1].network)
  }

  @Test func gatesThatOneLinePartsAreLearned() throws {
    for gate in [Gate.and, .or, .nand] {
      let training = GateTraining(rows: gate.truthTable(), epochs: 400)
      #expect(try training.learns(seed: 1))
    }
  }

  /// More than half of the seeds get stuck: the share that the lesson prints.
  @Test func shareOfStuckSeeds() throws {
    let training = GateTraining(rows: Gate.xor.truthTable(), epochs: 5000)
    let stuck = try training.stuckSeeds(200)
    #expect((112...118).contains(stuck.count))
    #expect(stuck.contains(3) && !stuck.contains(4))
    #expect(stuck == stuck.sorted())
  }

  @Test func aStuckNetworkGuesses() throws {
    let run = try Self.xor.run(seed: 3, snapshots: [5000])
    let last = run.snapshots[0]
    #expect(last.wrong > 0)
    // Two rows are right, two are 0.5: the mean loss is half of ln 2.
    #expect(abs(last.loss - 0.3466) < 1e-3)
  }
}
