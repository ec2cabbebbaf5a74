import Foundation
import TestLessons
import Testing

@testable import Lessons

/// What lessons on image networks say of their data, which may be other data on another computer.
@Suite struct DataWordsTests {
  static let lessons = ["hidden-layer", "cnn"]

  /// The text of a lesson without its blocks of settings.
  private func source(_ lesson: String) throws -> (text: String, experiments: [String]) {
    let file = try String(
      contentsOfFile: "\(AllLessons.root)/Lessons/\(lesson).md", encoding: .utf8)
    var (text, experiments, fence): (String, [String], String?) = ("", [], nil)
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```experiment") {
        fence = ""
      } else if line.hasPrefix("```"), let block = fence {
        experiments.append(block)
        fence = nil
      } else if fence != nil {
        fence? += line + "\n"
      } else {
        text += line + "\n"
      }
    }
    return (text, experiments)
  }

  private func value(_ key: String, in block: String) -> String? {
    block.split(separator: "\n").first { $0.contains("  \(key): ") }?
      .split(separator: " ").last.map { String($0) }
  }

  /// A lesson says which data it runs on, and how many images and epochs, by references only.
  @Test(arguments: lessons) func dataAndCountsAreReferences(lesson: String) throws {
    let (text, experiments) = try source(lesson)
    for block in experiments where block.contains("image-network:") {
      let name = try #require(value("name", in: "  " + block))
      #expect(text.contains("{{\(name).data}}"), "\(lesson) does not say which data it runs on")
      let numbers = text.replacing(/\{\{[^}]*\}\}/, with: "").matches(of: /[0-9][0-9,]*/).map {
        String($0.output).replacing(",", with: "")
      }
      for key in ["images", "epochs"] {
        // A small count may stand for something else.
        guard let count = value(key, in: block), count.count > 1 else { continue }
        #expect(!numbers.contains(count), "\(lesson) says \(key) \(count) without a reference")
      }
    }
  }

  /// The name of the data that was really taken stands in what is read.
  @Test(arguments: lessons) func theDataIsNamed(lesson: String) throws {
    let played = try AllLessons.played(lesson)
    let experiment = try #require(played.experiments.first { $0.imageNetwork != nil })
    let data = try #require(experiment.imageNetwork?.run.dataName)
    let texts = played.blocks.compactMap { block -> String? in
      if case .paragraph(let inlines) = block { "\(inlines)" } else { nil }
    }
    #expect(texts.contains { $0.contains(data) }, "\(data)")
  }
}
