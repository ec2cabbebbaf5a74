import Foundation
import Testing

/// Lessons in another language than their own, and languages that a teacher adds.
@Suite(.serialized) struct LanguageRunTests {
  private func folder(_ files: [String: String]) throws -> String {
    let folder = try Program.scratch()
    try FileManager.default.createDirectory(
      atPath: folder + "/Languages", withIntermediateDirectories: true)
    for (name, text) in files {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    return folder
  }

  private static let lesson = """
    ---
    title: A gate
    summary: S.
    minutes: 5
    ---

    The rate is $0.1$.

    ```experiment
    name: gate
    perceptron:
      gate: AND
      weights: [0.8, -1, -1]
      rate: 0.2
    ```

    ```walk
    of: gate
    steps: [step 1, step 4]
    blank: [sum, weights]
    ```

    """

  @Test func anEnglishLessonWithGermanWords() throws {
    let folder = try folder(["gate.md": Self.lesson])
    let run = try Program.run(
      ["lesson", "gate.md", "--language", "de", "--format", "pdf"], in: folder)
    #expect(run.code == 0, "\(run.messages)")
    #expect(run.output.contains("The rate is 0,1."))
    #expect(run.output.contains("Epoche 1 · Schritt 1"))
    #expect(run.output.contains("z = w0 + w1·x1 + w2·x2 = 0,8 + (−1)·0"))
    #expect(run.output.contains("0,8"))
    #expect(!run.output.contains("0.8"))
    let words = run.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("learn lesson gate.md --language de --experiment gate --from 2 --to 3"))
    #expect(Program.files(in: folder).contains("Output/gate.de/gate.pdf"))
    let json = try Program.run(["lesson", "gate.md", "--language", "de", "--json"], in: folder)
    #expect(json.output.contains("\"0.8\"") && !json.output.contains("0,8"))
  }

  @Test func theTextInTheLanguageGoesFirst() throws {
    let german = Self.lesson.replacing("The rate is $0.1$.", with: "Die Rate ist $0,1$.")
    let folder = try folder(["gate.md": Self.lesson, "gate.de.md": german])
    for word in ["./gate.md", "gate"] {
      let run = try Program.run(
        ["handout", word, "--language", "de-AT", "--worksheet", "--text"], in: folder,
        environment: ["LEARN_LESSONS": folder])
      #expect(run.code == 0, "\(run.messages)")
      #expect(run.output.contains("Die Rate ist 0,1."), "\(run.output)")
      #expect(run.output.contains("Arbeitsblatt") && run.output.contains("5 Minuten"))
      #expect(run.output.contains("--language de-AT"))
    }
    let english = try Program.run(["handout", "gate.md", "--text"], in: folder)
    #expect(english.output.contains("The rate is 0.1."))
    let list = try Program.run(["list"], in: folder, environment: ["LEARN_LESSONS": folder])
    #expect(list.output == "gate\tA gate\n")
    let lint = try Program.run(["lint", "gate.de.md", "."], in: folder)
    #expect(
      lint.code == 0 && lint.messages.hasPrefix("3 files checked, 0 errors"), "\(lint.messages)")
    let wrong = german.replacing("minutes: 5", with: "minutes: 5\nlanguage: fr")
    try wrong.write(toFile: folder + "/gate.de.md", atomically: true, encoding: .utf8)
    let told = try Program.run(["lint", "gate.de.md"], in: folder)
    #expect(
      told.messages.contains(
        "gate.de.md:5:11: error: the file's name says \"de\", its language is \"fr\""))
  }

  @Test func anUnknownLanguageNamesThoseThatAreKnown() throws {
    for command in ["lesson", "handout"] {
      let run = try Program.run([command, "perceptron-and", "--language", "tlh"])
      #expect(run.code == 64)
      #expect(run.messages.contains("Unknown language 'tlh'. Please choose 'en', 'de', or 'fr'."))
    }
  }

  @Test func aTeacherAddsALanguage() throws {
    let words = """
      # Italian
      1.5 | 1,5
      Epoch {1} · step {2} | Epoca {1} · passo {2}

      """
    let lesson = Self.lesson.replacing("minutes: 5", with: "minutes: 5\nlanguage: it")
    let folder = try folder(["Languages/it.txt": words, "gate.md": lesson])
    let run = try Program.run(["lesson", "./gate.md", "--format", "pdf"], in: folder)
    #expect(run.code == 0, "\(run.messages)")
    #expect(run.output.contains("Epoca 1 · passo 1 ") && run.output.contains("0,8"))
    // What it lacks stays English.
    #expect(run.output.contains("After this lesson") || run.output.contains("Picture: "))
    let named = try Program.run(
      [
        "lesson", "perceptron-and", "--language", "it", "--experiment", "gentle", "--step", "1",
        "--format", "pdf",
      ],
      environment: ["LEARN_LESSONS": "\(folder):\(Self.lessons)"])
    #expect(named.code == 0, "\(named.messages)")
    #expect(named.output.contains("Epoca 1 · passo 1 "))
    #expect(named.output.contains("(−0,3; −0,2; 0,2)"), "\(named.output)")

    let lint = try Program.run(["lint", "Languages/it.txt"], in: folder)
    #expect(lint.code == 0)
    #expect(
      lint.messages.contains("Languages/it.txt:4:1: warning: missing: Worksheet\n"),
      "\(lint.messages.prefix(300))")
    #expect(!lint.messages.contains("missing: Epoch {1} · step"))
  }

  private static let lessons =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }
    .joined() + "/Lessons"

  @Test func faultsOfAFileOfWordsAreToldAtTheirPlace() throws {
    let words = """
      Worksheet
      Step {1} of {2} | Passo {1}
      Class | Classe
      Class | Classi
      Worksheeet | Foglio
      because $z > 0$ | perché z > 0
      1.5 | uno
      Rate {1} | Tasso {1} {2}
      12,345 | 12.345

      """
    let lesson = Self.lesson.replacing("minutes: 5", with: "minutes: 5\nlanguage: it")
    let folder = try folder(["Languages/it.txt": words, "gate.md": lesson])
    let lint = try Program.run(["lint", "Languages/it.txt"], in: folder)
    #expect(lint.code == 65)
    let told = lint.messages.split(separator: "\n").map(String.init)
      .filter { !$0.contains("missing: ") }
    let file = "Languages/it.txt:"
    #expect(
      told.dropLast() == [
        file + "1:1: error: a line needs an English form, a bar, and the other form; "
          + "write it like \"before | vorher\", with a space on either side",
        file + "2:19: error: the value {2} of the English form is missing; "
          + "put {2} where it belongs",
        file + "4:1: error: \"Class\" has a form in line 3 already; leave one of them out",
        file + "5:1: warning: the program never says \"Worksheeet\"; did you mean \"Worksheet\"?",
        file + "6:19: error: as many formulas between $ are needed as in English",
        file + "7:7: error: \"uno\" does not show how \"1.5\" is written; "
          + "write the same number with another sign in place of \".\"",
        file + "8:12: error: the English form has no value {2}; its values are {1}",
        file + "9:10: error: thousands parted by a point look like the program's decimals; "
          + "put a narrow space (U+202F) between them",
      ], "\(told)")
    let run = try Program.run(["lesson", "./gate.md", "--format", "pdf"], in: folder)
    #expect(run.code == 65)
    #expect(
      run.messages.contains("/Languages/it.txt:2:19: error: the value {2}"), "\(run.messages)")
  }
}
