import Drawing
import Figures
import Foundation
import Testing

@testable import Lessons

/// Each number of each kind's example with the extremes that its field lets through, and some that
/// none does: an error with its place, or a lesson that can be shown; nothing traps.
@Suite struct KindExtremesTests {
  static let values = [
    "0", "-0", "-1", "1", "99", "-99", "100", "99.9999", "-99.9999", "0.0001", "0.001", "99.999",
    "999999", "-999999.999999999", "0.000000001", "1e400", "NaN", "inf", "20000", "-100000",
    "9223372036854775808", "99999999999999999999999999999999", "1e9", "3.5",
  ]

  /// Settings that make a training long, which is no fault.
  static let long = ["images", "epochs", "seeds"]

  /// Trainings on images take their time: they are below.
  @Test(arguments: AnyKind.all.map { $0.key }.filter { $0 != "image-network" })
  func extremesAreToldOrShown(key: String) throws {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    let example = kind.example
    for number in example.matches(of: /-?\d+(\.\d+)?/) {
      let line = example[..<number.range.lowerBound].split(separator: "\n").last ?? ""
      for value in Self.values {
        if Self.long.contains(where: { line.contains("\($0):") }), key.contains("network"),
          (Double(value) ?? 0) > 100, (Double(value) ?? 0) < 1e6
        {
          continue
        }
        try show(example.replacingCharacters(in: number.range, with: value))
      }
    }
  }

  /// All numbers of a kind at once.
  @Test(arguments: AnyKind.all.map { $0.key }.filter { !$0.contains("network") })
  func extremesMeet(key: String) throws {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    for value in Self.values {
      try show(kind.example.replacing(/-?\d+(\.\d+)?/) { _ in value })
    }
  }

  /// Rates that lead away from every answer, with each optimiser: the rate to try is named.
  @Test(arguments: ["hidden-004", "mlp-002", "cnn-001"], [10.0, 1000, 1e-300])
  func trainingsThatDivergeAreTold(network: String, rate: Double) throws {
    let example =
      "image-network:\n  network: \(network)\n  data: digits\n  images: 60\n  epochs: 2\n"
      + "  rate: \(rate)"
    let told = try show(example)
    if rate > 100 {
      #expect(told.contains { $0.contains("rate") }, "\(network) \(rate): \(told)")
    }
  }

  /// - Returns: the errors; where there are none, everything was drawn.
  @discardableResult private func show(_ example: String) throws -> [String] {
    let text = """
      ---
      title: T
      summary: S.
      minutes: 5
      ---

      # One

      ```experiment
      name: task
      \(example)
      ```

      ```walk
      of: task
      steps: all
      ```

      """
    let path = NSTemporaryDirectory() + "extreme-\(UUID().uuidString).md"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { unlink(path) }
    let played: PlayedLesson
    do {
      played = try LessonFile.play(path)
    } catch let errors as LessonErrors {
      #expect(errors.diagnostics.allSatisfy { $0.line >= 9 }, "\(example)")
      return errors.diagnostics.map(\.text)
    }
    for experiment in played.experiments {
      _ = experiment.records
      // The first, the last, and some between.
      let count = experiment.marks.count
      let marks = experiment.marks.map {
        ProgressStrip.Mark(epoch: $0.epoch, isMistake: $0.isMistake)
      }
      for step in Set([1, 2, count / 2, count]) where step >= 1 && step <= count {
        let moment = experiment.moment(step)
        _ = StepPicture(moment: moment, title: "T", marks: marks).scene(in: testContext)
        for stage in moment.stages { _ = stage.derivation.plainText }
      }
      for overview in experiment.overviews {
        _ = overview.figure.layout(fitting: Size(600, 400), in: testContext)
      }
    }
    return []
  }
}
