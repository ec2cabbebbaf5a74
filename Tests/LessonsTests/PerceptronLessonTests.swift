import TestLessons
import Testing

@testable import Lessons

/// The lessons that stand in the checkout.
@Suite struct PerceptronLessonTests {
  /// The source's table (sources.md 001, AND): after each of the first four samples.
  @Test func tracesTheSourcesFirstEpochOfAND() throws {
    let records = try records("perceptron-and", "source")
    #expect(
      Array(records.prefix(4)) == [
        #"{"experiment":"source","step":1,"epoch":1,"inputs":["0","0"],"target":0,"sum":"0.8","output":1,"error":-1,"weights":["0.6","-1","-1"]}"#,
        #"{"experiment":"source","step":2,"epoch":1,"inputs":["1","1"],"target":1,"sum":"-1.4","output":0,"error":1,"weights":["0.8","-0.8","-0.8"]}"#,
        #"{"experiment":"source","step":3,"epoch":1,"inputs":["0","1"],"target":0,"sum":"0","output":0,"error":0,"weights":["0.8","-0.8","-0.8"]}"#,
        #"{"experiment":"source","step":4,"epoch":1,"inputs":["1","0"],"target":0,"sum":"0","output":0,"error":0,"weights":["0.8","-0.8","-0.8"]}"#,
      ])
  }

  @Test(arguments: [
    (
      "perceptron-and", 57,
      #"{"experiment":"source","result":"converged","epoch":14,"step":56,"weights":["-0.4","0.4","0.2"]}"#
    ),
    (
      "perceptron-or", 49,
      #"{"experiment":"source","result":"converged","epoch":12,"step":48,"weights":["0","0.2","0.2"]}"#
    ),
    (
      "perceptron-nand", 9,
      #"{"experiment":"source","result":"converged","epoch":2,"step":8,"weights":["1.2","-0.8","-0.8"]}"#
    ),
    (
      "perceptron-xor", 53,
      #"{"experiment":"source","result":"cycle","epoch":13,"since":12,"weights":["0.4","0","0"]}"#
    ),
  ])
  func endsAsTheSourceDoes(_ name: String, _ lines: Int, _ last: String) throws {
    let records = try records(name, "source")
    #expect(records.count == lines)
    #expect(records.last == last)
  }

  private func records(_ lesson: String, _ experiment: String) throws -> [String] {
    let played = try AllLessons.played(lesson)
    return try #require(played.experiments.first { $0.name == experiment }).records
  }
}
