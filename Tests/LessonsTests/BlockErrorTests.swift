import Testing

@testable import Lessons

/// Everything that is wrong in a block is told at once, and of one place one thing.
@Suite struct BlockErrorTests {
  /// A block with several faults, each named by a word that its message has to hold.
  static let blocks: [(block: String, words: [String])] = [
    (
      "```figure\nof: nor\nshow: boundery\nstep: 999\ncaption: '{{nor.mistaks}}'\npoints: many\n```",
      ["\"boundary\"", "step", "\"mistakes\"", "points"]
    ),
    (
      "```figure\nof: nor\nshow: boundary\nstep: 999\ncaptoin: x\nlyer: y\n```",
      ["step", "captoin", "lyer"]
    ),
    ("```figure\nof: nor\nshow: weights\nstep: 2\ntask: Draw.\n```", ["step", "task"]),
    ("```figure\nof: nro\nshow: weights\npoints: many\n```", ["\"nor\"", "points"]),
    ("```figure\nof: nor\ntask: '{{nor.mistaks}}'\n```", ["\"show:\" is missing", "\"mistakes\""]),
    (
      "```walk\nof: nor\nsteps: [step 999]\npaper: nothing\nblank: [summ]\npoints: x\n```",
      ["chooses no step", "\"nothing\"", "\"sum\"", "points"]
    ),
    (
      "```table\nof: nor\nshow: stepps\ncaption: '{{nor.mistaks}}'\nworked: x\npoints: y\n```",
      ["\"steps\"", "\"mistakes\"", "worked", "points"]
    ),
    (
      "```table\nof: nor\nsteps: [step 999]\nrows: [1, 99]\nblank: [summ]\n```",
      ["chooses no step", "\"sum\""]
    ),
    (
      "```derivation\nof: nor\nstep: 999\nonly: [sum, summ]\nask: '{{nor.mistaks}}'\npoints: x\n```",
      ["step", "\"sum\"", "\"mistakes\"", "points"]
    ),
    ("```derivation\nof: nor\nsteps: [step 999]\nonly: [sum]\nblank: [sum]\n```", ["no step"]),
    (
      "```question\nask: '{{nor.mistaks}}'\nwhy: '{{nor.mistaks}}!'\npoints: x\nlines: y\n```",
      ["\"mistakes\"", "\"mistakes\"", "points", "lines", "no answer"]
    ),
    (
      "```question\nask: x\nnumber: nor.mistaks\ntolerance: x\nhints: ['{{nor.mistaks}}']\n```",
      ["\"mistakes\"", "tolerance", "\"mistakes\""]
    ),
    (
      "```question\nask: x\nchoices:\n  - txt: one\n  - text: two\n    correct: maybe\n```",
      ["\"text\"", "true or false"]
    ),
    (
      "```notes\ntext: '{{nor.mistaks}}'\nask: '{{nor.mistaks}}!'\nminutes: x\n```",
      ["\"mistakes\"", "\"mistakes\"", "minutes"]
    ),
    ("```experiment\nname: x\nperceptrn:\n  gate: OR\n```", ["\"perceptron\""]),
  ]

  @Test(arguments: blocks.indices) func allOfABlockIsTold(_ index: Int) throws {
    let (block, words) = Self.blocks[index]
    let told = try LintedLesson.told(block)
    for (word, count) in Dictionary(grouping: words, by: { $0 }).mapValues(\.count) {
      #expect(told.count { $0.contains(word) } >= count, "\(word) of \(block): \(told)")
    }
    #expect(told.count == words.count, "\(block): \(told)")
    // "16:5: error: …": a second error at one place would contradict the first.
    let places = told.map { $0.split(separator: " ")[0] }
    #expect(Set(places).count == places.count, "\(told)")
  }

  @Test func dataThatAreMissingAreToldWhereTheyAreAskedFor() throws {
    let body = """
      ```experiment
      name: seven
      convolution:
        image: {data: nowhere, digit: 7}
        kernel: blur
      ```

      ```figure
      of: seven
      show: image
      ```

      It made {{nor.mistaks}} mistakes.
      """
    let told = try LintedLesson.told(body)
    #expect(told.count == 2, "\(told)")
    #expect(told.first?.hasPrefix("18:3: error: cannot ") == true, "\(told)")
    #expect(told.first?.contains("nowhere") == true, "\(told)")
    #expect(told.last?.contains("\"mistakes\"") == true, "\(told)")
    // A run that plays the lesson has no use for the rest.
    #expect(throws: (any Error).self) {
      try withFile(Array((LintedLesson.head + body).utf8)) { try LessonFile.play($0) }
    }
  }

  /// Too many steps to draw are told, whatever the kind.
  @Test func tooManyStepsAreTold() throws {
    let row = "[" + Array(repeating: "1", count: 60).joined(separator: ", ") + "]"
    let image = "[" + Array(repeating: row, count: 60).joined(separator: ", ") + "]"
    let told = try LintedLesson.told(
      "```experiment\nname: large\nconvolution:\n  image: \(image)\n  kernel: [[1]]\n```\n\n"
        + "```walk\nof: large\n```")
    #expect(
      told == [
        "18:3: error: this experiment has 3600 steps, each with its picture; 2500 are the most; "
          + "give fewer points or epochs, a smaller image, or a larger stride"
      ])
  }
}
