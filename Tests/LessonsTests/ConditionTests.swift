import Testing

@testable import Lessons

/// What stands under a condition is shown where its numbers are so, and nowhere else.
@Suite struct ConditionTests {
  private func blocks(_ body: String) throws -> [PlayedBlock] {
    try withFile(Array((LintedLesson.head + body + "\n").utf8)) { path in
      try LessonFile.play(path).blocks
    }
  }

  @Test(arguments: [
    ("{nor.ends: converged}", true), ("{nor.ends: cycle}", false),
    ("{nor.mistakes: {min: 1}}", true), ("{nor.mistakes: {max: 0}}", false),
    ("{nor.ends: converged, nor.mistakes: {max: 0}}", false),
    ("{nor.start.weights: [0.2, 0.1, -0.1]}", true),
  ])
  func textAndBlocksFollowTheNumbers(_ condition: String, _ holds: Bool) throws {
    let text = try blocks("````when \(condition)\nShown or not.\n````")
    #expect(text.contains { if case .paragraph = $0 { true } else { false } } == holds)
    let question = try blocks("```question\nwhen: \(condition)\nask: How many?\ntext: Two\n```")
    #expect(question.contains { if case .question = $0 { true } else { false } } == holds)
  }

  @Test(arguments: [
    ("{nor.mistaks: 1}", "did you mean \"mistakes\"?"),
    ("{nro.mistakes: 1}", "did you mean \"nor\"?"),
    ("{mistakes: 1}", "is no reference"), ("mistakes", "a condition needs references"),
    ("", "\"when\" has no condition"),
  ])
  func faultsAreTold(_ condition: String, _ message: String) throws {
    let told = try LintedLesson.told("````when \(condition)\nText.\n````")
    #expect(told.count == 1 && told[0].contains(message), "\(told)")
  }
}
