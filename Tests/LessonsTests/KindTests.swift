import Foundation
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

  /// Each picture, table and word of a reference that is nearly right is told the right one.
  @Test(arguments: AnyKind.all.map { $0.key }) func misspeltWordsAreTold(key: String) throws {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    for word in kind.words where word.section != .value {
      let name = String(word.form.prefix { $0 != " " })
      let block = word.section == .picture ? "figure" : "table"
      guard word.section != .arithmetic else { continue }
      for wrong in misspelt(name) {
        let text = lesson(kind, "```\(block)\nof: task\nshow: \(wrong)\n```")
        #expect(
          try told(text).contains { $0.contains("did you mean") && $0.contains("\"\(wrong)\"") },
          "\(key): \(wrong)")
      }
    }
  }

  /// The keys of a figure, its own options too.
  @Test(arguments: AnyKind.all.map { $0.key }) func misspeltOptionsAreTold(key: String) throws {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    for word in kind.words where word.section == .picture {
      let name = String(word.form.prefix { $0 != " " })
      let options = word.form.split { "(), ".contains($0) }.dropFirst().map(String.init)
      for option in ["caption"] + options {
        for wrong in misspelt(option) {
          let text = lesson(kind, "```figure\nof: task\nshow: \(name)\n\(wrong): 1\n```")
          let told = try told(text)
          #expect(
            told.contains { $0.contains("\"\(wrong)\"; did you mean \"\(option)\"?") },
            "\(key) \(name): \(wrong): \(told)")
        }
      }
    }
  }

  /// "task:" is refused where there is nothing to complete, and leaves something to do elsewhere.
  @Test(arguments: AnyKind.all.map { $0.key }) func tasksHaveSomethingToComplete(key: String) throws
  {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    for word in kind.words where word.section == .picture && !word.form.contains("weight)") {
      let name = String(word.form.prefix { $0 != " " })
      let step = word.form.contains("(step") ? "step: 1\n" : ""
      func block(_ task: String) -> String {
        lesson(kind, "```figure\nof: task\nshow: \(name)\n\(step)\(task)```")
      }
      let text = block("task: Draw it.\n")
      let findings = try told(text)
      guard findings.isEmpty else {
        // Refused for the task, or because this example lacks the picture in any case.
        let plain = try told(block(""))
        #expect(
          findings.contains { $0.contains("task") } || findings == plain,
          "\(key) \(name): \(findings)")
        continue
      }
      let played = try withFile(Array(text.utf8)) {
        try LessonFile.play($0, options: AllLessons.options)
      }
      guard case .figure(let figure)? = played.blocks.last else {
        Issue.record("\(key) \(name): no figure")
        continue
      }
      let (whole, open) = (figure.figure.description, figure.figure.openDescription)
      #expect(!open.isEmpty && open != whole, "\(key) \(name)")
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
