import Lessons
import TestSupport
import Testing

/// Trainings in lessons that cannot end well.
struct ImageLessonTests {
  @Test func aRateThatDivergesIsToldAtItsPlace() throws {
    let text = """
      ---
      title: Too fast
      summary: A rate that is too large.
      minutes: 5
      ---

      # Too fast

      ```experiment
      name: fast
      image-network:
        network: cnn-001
        data: digits
        images: 200
        epochs: 3
        rate: 1000
      ```

      """
    let errors = #expect(throws: LessonErrors.self) {
      _ = try withFile(Array(text.utf8)) { try LessonFile.play($0) }
    }
    let told = try #require(errors?.diagnostics.first)
    #expect(told.line == 16 && errors?.diagnostics.count == 1)
    #expect(told.message.hasPrefix("the training diverged in epoch "))
    #expect(told.message.hasSuffix("the learning rate 1000.0 is too large"))
    #expect(told.hint == "the recipe of cnn-001 has 0.001")
  }
}
