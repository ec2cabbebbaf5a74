import Foundation
import TestLessons
import TestSupport
import Testing

@testable import Lessons

/// What every kind declares, tried on its own example.
@Suite struct KindTests {
  /// A lesson on the kind's example.
  private func lesson(_ kind: AnyKind, _ block: String, after old: String = "", new: String = "")
    -> String
  {
    let example = old.isEmpty ? kind.example : kind.example.replacing(old, with: new)
    return """
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

      \(block)

      """
  }

  private func told(_ text: String) throws -> [String] {
    try withFile(Array(text.utf8)) { path in
      try LessonFile.lint(path, options: AllLessons.options).map {
        $0.message + ($0.hint.map { "; \($0)" } ?? "")
      }
    }
  }

  /// One letter dropped, doubled, or swapped with the next one.
  private func misspelt(_ word: String) -> [String] {
    let letters = Array(word)
    guard letters.count > 3 else { return [] }
    let middle = letters.count / 2
    var (dropped, doubled, swapped) = (letters, letters, letters)
    dropped.remove(at: middle)
    doubled.insert(letters[middle], at: middle)
    swapped.swapAt(middle - 1, middle)
    return [dropped, doubled, swapped].map { String($0) }.filter { $0 != word }
  }

  @Test(arguments: AnyKind.all.map { $0.key }) func exampleAndTemplatePlay(key: String) throws {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    #expect(try told(lesson(kind, "Text.")) == [])
    #expect(try told(LessonTemplate.text("my-lesson", kind: kind)) == [])
  }

  @Test(arguments: AnyKind.all.map { $0.key }) func misspeltKeysAreTold(key: String) throws {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    for field in kind.fields where kind.example.contains("\n  \(field.key):") {
      for word in misspelt(field.key) {
        let text = lesson(
          kind, "Text.", after: "\n  \(field.key):", new: "\n  \(word):")
        #expect(
          try told(text).contains { $0.contains("\"\(word)\"; did you mean \"\(field.key)\"?") },
          "\(key): \(word)")
      }
    }
  }

  /// What is told of each of many blocks that stand below the example, which is played once for all
  /// of them; nothing may be told of anything else.
  private func told(_ kind: AnyKind, of blocks: [String]) throws -> [[String]] {
    let head = lesson(kind, "")
    var line = head.split(separator: "\n", omittingEmptySubsequences: false).count
    let places = blocks.map { block in
      let first = line
      line += block.split(separator: "\n", omittingEmptySubsequences: false).count + 1
      return first..<line
    }
    let text = head + blocks.map { $0 + "\n\n" }.joined() + "Text.\n"
    let all = try withFile(Array(text.utf8)) {
      try LessonFile.lint($0, options: AllLessons.options)
    }
    for finding in all where !places.contains(where: { $0.contains(finding.line) }) {
      Issue.record("\(kind.key): \(finding.text)")
    }
    return places.map { place in
      all.filter { place.contains($0.line) }
        .map { $0.message + ($0.hint.map { "; \($0)" } ?? "") }
    }
  }

  /// Each picture, table and word of a reference that is nearly right is told the right one.
  @Test(arguments: AnyKind.all.map { $0.key }) func misspeltWordsAreTold(key: String) throws {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    let wrong = kind.words.filter { $0.section == .picture || $0.section == .table }.flatMap {
      word in
      misspelt(String(word.form.prefix { $0 != " " })).map {
        (block: word.section == .picture ? "figure" : "table", word: $0)
      }
    }
    let told = try told(kind, of: wrong.map { "```\($0.block)\nof: task\nshow: \($0.word)\n```" })
    #expect(!wrong.isEmpty)
    for (wrong, told) in zip(wrong, told) {
      #expect(
        told.contains { $0.contains("did you mean") && $0.contains("\"\(wrong.word)\"") },
        "\(key): \(wrong.word)")
    }
  }

  /// The keys of a figure, its own options too.
  @Test(arguments: AnyKind.all.map { $0.key }) func misspeltOptionsAreTold(key: String) throws {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    let wrong = kind.words.filter { $0.section == .picture }.flatMap { word in
      let name = String(word.form.prefix { $0 != " " })
      let options = word.form.split { "(), ".contains($0) }.dropFirst().map(String.init)
      return (["caption"] + options).flatMap { option in
        misspelt(option).map { (picture: name, option: option, word: $0) }
      }
    }
    let told = try told(
      kind, of: wrong.map { "```figure\nof: task\nshow: \($0.picture)\n\($0.word): 1\n```" })
    #expect(!wrong.isEmpty)
    for (wrong, told) in zip(wrong, told) {
      #expect(
        told.contains { $0.contains("\"\(wrong.word)\"; did you mean \"\(wrong.option)\"?") },
        "\(key) \(wrong): \(told)")
    }
  }

  /// "task:" is refused where there is nothing to complete, and leaves something to do elsewhere.
  @Test(arguments: AnyKind.all.map { $0.key }) func tasksHaveSomethingToComplete(key: String) throws
  {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    let pictures = kind.words.filter {
      $0.section == .picture && !$0.form.contains("weight)")
    }.map { word in
      "```figure\nof: task\nshow: \(word.form.prefix { $0 != " " })\n"
        + (word.form.contains("(step") ? "step: 1\n" : "")
    }
    let tasks = pictures.map { $0 + "task: Draw it.\n```" }
    let asked = try told(kind, of: tasks)
    let plain = try told(kind, of: pictures.map { $0 + "```" })
    for (place, told) in asked.enumerated() where !told.isEmpty {
      // Refused for the task, or because this example lacks the picture in any case.
      #expect(
        told.contains { $0.contains("task") } || told == plain[place], "\(pictures[place]) \(told)")
    }
    let good = tasks.indices.filter { asked[$0].isEmpty }.map { tasks[$0] }
    let played = try withFile(
      Array(lesson(kind, good.joined(separator: "\n\n") + "\n\nText.").utf8)
    ) {
      try LessonFile.play($0, options: AllLessons.options)
    }
    let figures = played.blocks.compactMap { block in
      if case .figure(let played) = block { played.figure } else { nil }
    }
    #expect(figures.count == good.count)
    for (figure, task) in zip(figures, good) {
      #expect(
        !figure.openDescription(.english).isEmpty
          && figure.openDescription(.english) != figure.description(.english),
        "\(key): \(task)")
    }
  }

  @Test func theTablesOfTheFormatAreThoseOfTheKinds() throws {
    let readme = try String(contentsOfFile: "\(AllLessons.root)/Lessons/README.md", encoding: .utf8)
    for kind in AnyKind.all {
      #expect(
        readme.contains(KindPage(kind).markdown),
        "the section on \(kind.key) is old; script/format-tables writes it anew")
    }
  }
}
