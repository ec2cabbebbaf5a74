import Lessons
import Presenting
import Testing

@Suite struct PlainWalkTests {
  let lines = PlainWalk(SmallLesson.played()).lines

  @Test func holdsTheWholeLesson() {
    let text = lines.joined(separator: "\n")
    for part in [
      "A small lesson", "A neuron adds weighted inputs: w0 + w1", "1. one",
      "--- Epoch 1 · step 1 of 4 · mistake ---", "z = w0 + w1·x1 = 0.8 + 0 = 0.8",
      "w0′ = 0.8 − 0.2 = 0.6", "Converged in epoch 2", "Picture: New line 1: the line crosses",
      "a) TRUE", "b) right: 0 is not above 0.", "Answer: −0.4, 0.2", "Hint: Look at step 4.",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("teacher alone"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func saysWhichStepsAreLeftOut() {
    #expect(lines.contains { $0.contains("Step 3 is not told here") })
  }

  @Test func linesAreNoLongerThanAsked() {
    let narrow = PlainWalk(SmallLesson.played(), width: 20).lines
    #expect(narrow.allSatisfy { $0.count <= 20 }, "\(narrow.filter { $0.count > 20 })")
  }

  @Test func someStepsAlone() {
    let walk = PlainWalk(SmallLesson.played())
    let some = walk.lines(of: 3...3, in: SmallLesson.experiment)
    #expect(some.first == "--- Epoch 2 · step 3 of 4 · mistake ---")
    #expect(!some.contains { $0.contains("step 4") })
  }
}

@Suite struct StyledLineTests {
  @Test(arguments: [1, 2, 3, 7, 10, 40])
  func wrappingKeepsTheWords(_ width: Int) {
    let words = "The weights of a neuron, unbelievably long words included: ŷ ≈ −0.4."
    let lines = StyledLine(words).wrapped(to: width)
    #expect(lines.allSatisfy { $0.columns <= width })
    #expect(
      lines.map(\.text).joined().filter { $0 != " " } == words.filter { $0 != " " })
  }

  @Test func hangingIndent() {
    let lines = StyledLine("• one two three").wrapped(to: 9, indent: 2).map(\.text)
    #expect(lines == ["• one two", "  three"])
  }

  @Test func wideLettersTakeTwoColumns() {
    #expect(StyledLine("数字").columns == 4)
    #expect(StyledLine("y\u{302}").columns == 1)
  }
}
