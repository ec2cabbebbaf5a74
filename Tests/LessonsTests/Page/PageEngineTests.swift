import Drawing
import Figures
import Numerics
import TestSupport
import Testing

@testable import Lessons

/// What a page asks, asked of the same engine outside a browser.
@Suite struct PageEngineTests {
  private let engine = PageEngine(measurer: FixedMeasurer())
  private static let play =
    "{ask: play, run: and, name: and, kind: perceptron, title: AND, seed: \"1\", fields: "
    + "{gate: AND, weights: \"[-0.3, -0.2, 0.2]\", rate: \"0.2\"}}"

  @Test func aRunIsPlayedAndToldStepByStep() {
    let played = engine.answer(Self.play)
    #expect(played.hasPrefix("{\"marks\":[[1,false],"))
    #expect(played.contains("\"faults\":[]"))
    let moment = engine.answer("{ask: moment, run: and, step: 4, width: 400, height: 300, id: p}")
    #expect(moment.contains("data-question=\\\"What will w"))
    #expect(!moment.contains("data-numbers"), "the page would know the answer")
    #expect(moment.contains("<svg "))
    #expect(moment.contains("<math "))
  }

  @Test func predictionsAreJudged() throws {
    _ = engine.answer(Self.play)
    let trace = engine.answer("{ask: trace, run: and}")
    #expect(trace.contains("\\\"sum\\\":\\\"-0.3\\\""))
    let nonsense = engine.answer("{ask: judge, run: and, step: 1, stage: 0, text: 1}")
    #expect(nonsense.contains("error"), "nothing is asked there")
    let right = "{ask: judge, numbers: [0.25], shown: \"0.25\", tolerance: 0, text: \"1/4\"}"
    #expect(engine.answer(right).contains("\"isRight\":true"))
    #expect(
      engine.answer("{ask: judge, numbers: [0.25], text: \"x\"}").contains("\"isRight\":null"))
  }

  @Test func faultsNameTheirField() {
    let answer = engine.answer(
      "{ask: play, run: a, kind: perceptron, fields: {gate: AND, weights: \"[1, x, 2]\", "
        + "rate: \"0\"}}")
    #expect(answer.contains("\"field\":1"))
    #expect(answer.contains("\"field\":2"))
    // What was played before is still there.
    #expect(engine.answer("{ask: trace, run: a}").contains("error"))
  }

  @Test func partedRunsAreCompared() {
    _ = engine.answer(Self.play)
    _ = engine.answer(
      "{ask: play, run: mine, name: and, kind: perceptron, seed: \"1\", fields: {gate: AND, "
        + "weights: \"[-0.3, -0.2, 0.2]\", rate: \"0.5\"}}")
    #expect(engine.answer("{ask: part, run: mine, with: and}").contains("\"step\":4"))
    #expect(
      engine.answer("{ask: part, run: and, with: and}").contains("Nothing changes"))
  }

  @Test(arguments: [
    ("-0.3", 1, "-0.2"), ("-0.1", 1, "0"), ("0.25", -1, "0.24"), ("1", 1, "1.1"),
    ("-1", -2, "-1.2"),
  ]) func numbersMoveByTheirLastDigit(text: String, by: Int, wanted: String) {
    #expect(
      engine.answer("{ask: nudge, text: \"\(text)\", by: \"\(by)\", places: 1}")
        == "{\"text\":\"\(wanted)\"}")
  }

  /// Whatever a page sends is answered in JSON; nothing traps.
  @Test func nonsenseIsAnswered() {
    var generator = SeededGenerator(seed: 7)
    let seeds = [
      Self.play, "{ask: moment, run: and, step: 2}", "{ask: fields, kind: pooling}",
      "{ask: nudge, text: \"999999999999999\", by: 1000, places: 99}",
      "{ask: play, run: c, kind: convolution, fields: {image: \"[[1, 2], [3, 4]]\", "
        + "kernel: \"[[1]]\"}}",
    ]
    let signs = Array("[]{},:\"\\0123456789.-−e uask".unicodeScalars)
    for seed in seeds {
      for _ in 0..<300 {
        var scalars = Array(seed.unicodeScalars)
        for _ in 0..<(1 + Int(generator.next() % 3)) {
          let place = Int(generator.next() % UInt64(scalars.count))
          let sign = signs[Int(generator.next() % UInt64(signs.count))]
          switch generator.next() % 3 {
          case 0: scalars[place] = sign
          case 1: scalars.insert(sign, at: place)
          default: if scalars.count > 1 { scalars.remove(at: place) }
          }
        }
        var question = ""
        question.unicodeScalars.append(contentsOf: scalars)
        let answer = engine.answer(question)
        #expect(answer.hasPrefix("{") && answer.hasSuffix("}"), "\(question)")
      }
    }
    #expect(engine.answer(String(repeating: "[", count: 10_000)).contains("error"))
  }
}

/// The notation in which a page hands values over.
@Suite struct FlowTextTests {
  @Test(arguments: [
    "AND", "[0.8, -1, -1]", "[[1, 2], [3, 4]]", "{at: [0, 1], is: TRUE}", "\"a, b: [c]\"",
    "\"\\\"\\\\\"", "[]", "listed", "−0.5",
  ]) func valuesComeBackAsTheyWere(text: String) throws {
    let node = try #require(FlowText.node(text))
    #expect(node.flowText == text)
    let again = try #require(FlowText.node(node.flowText))
    #expect(again.flowText == text)
  }

  @Test(arguments: ["[", "{a}", "{a: 1", "[1 2", "\"open", "[1]]", "{[1]: 2}", "\"\\uD800\""])
  func brokenTextIsNoValue(text: String) {
    #expect(FlowText.node(text)?.flowText == nil)
  }
}
