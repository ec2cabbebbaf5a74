import Figures
import Testing

@testable import Lessons

/// Which part of a lesson stands where, and what blocks choose of an experiment.
struct MediaTests {
  private static func play(_ body: String) throws -> PlayedLesson {
    let file = """
      ---
      title: T
      summary: S
      minutes: 5
      ---

      # A

      ```experiment
      name: net
      backprop:
        inputs: [1, 0.5]
        target: [1]
        hidden: {weights: [[-0.4, -0.1], [0.1, 0.6]], biases: [0, 0.2]}
        output: {weights: [[0.7], [-0.6]], biases: [-0.5]}
        rate: 0.5
      ```

      \(body)
      """
    return try withFile(Array(file.utf8)) { try LessonFile.play($0) }
  }

  private static func words(_ blocks: [PlayedBlock]) -> [String] {
    blocks.compactMap {
      if case .paragraph(let inlines) = $0 {
        inlines.map { $0.plainText(.english) }.joined()
      } else {
        nil
      }
    }
  }

  @Test func partsStandWhereTheyShould() throws {
    let names = ["screen", "paper", "reading", "handout", "worksheet"]
    let lesson = try Self.play(
      names.map { "````\($0)\nfor \($0)\n````\n" }.joined(separator: "\n") + "\nfor all\n")
    #expect(Self.words(lesson.blocks) == ["for screen", "for reading", "for all"])
    #expect(
      Self.words(lesson.paperBlocks) == ["for paper", "for reading", "for handout", "for all"])
    #expect(Self.words(lesson.worksheetBlocks) == ["for paper", "for worksheet", "for all"])
    // The heading, the part for paper, and what is for all stand on both.
    #expect(lesson.worksheetPlaces == [0, 1, nil, nil, 3])
  }

  @Test func derivationsChooseStepsAndQuantities() throws {
    let lesson = try Self.play(
      """
      ```derivation
      of: net
      steps: [steps 5-6]
      only: [slope, delta]
      ask: Which way?
      blank: [delta]
      ```
      """)
    let blocks = lesson.blocks.compactMap {
      if case .derivations(let played) = $0 { played } else { nil }
    }
    let block = try #require(blocks.first)
    #expect(
      block.derivations.flatMap { $0.lines.map(\.code) } == ["slope", "delta", "slope", "delta"])
    #expect(block.ask.map { $0.plainText(.english) }.joined() == "Which way?")
    #expect(block.blank == ["delta"])
  }

  @Test func tablesChooseRows() throws {
    func rows(_ text: String) throws -> [String] {
      let lesson = try Self.play("```table\nof: net\nshow: update\nrows: \(text)\n```\n")
      for case .table(let played) in lesson.blocks {
        #expect(
          played.table.columns.map(\.code) == ["weight", "value", "chain", "gradient", "weights"])
        return played.table.rows.map { $0.cells[0] }
      }
      return []
    }
    #expect(try rows("[1, 4-5]") == ["v_1", "w_{11}", "w_{21}"])
    for wrong in ["[0]", "[10]", "[3-2]", "[x]"] {
      let errors = #expect(throws: LessonErrors.self) { _ = try rows(wrong) }
      #expect(errors?.diagnostics.first?.message.hasSuffix("is no row of this table") == true)
      #expect(errors?.diagnostics.first?.hint?.hasPrefix("it has rows 1 to 9") == true)
    }
  }
}
