import Foundation
import TestSupport
import Testing

@testable import Presenting

/// What the descriptions of pictures say in numbers, recomputed from the same descriptions.
@Suite struct TwinPictureTests {
  /// What key and notes say: both show answers, each some of what the other leaves out.
  private func pages(_ name: String) throws -> String {
    try [PageKind.key, .notes].map {
      try PageLessons.pages(name, $0, measurer: FixedMeasurer()).text
    }.joined(separator: "\n")
  }

  /// Every map of the lesson: the one to fill in, the padded one and those of the digit.
  @Test func mapsAreConvolutions() throws {
    #expect(try TwinPicture.checkMaps(pages("convolution")) >= 9)
  }

  @Test func productsOfMatricesComeOut() throws {
    let picture = try #require(
      try TwinPicture.pictures(pages("convolution")).first { $0.contains("A · B") })
    let (a, b) = (
      try #require(try TwinPicture.grid("A", in: picture)),
      try #require(try TwinPicture.grid("B", in: picture))
    )
    let product = a.map { row in
      b[0].indices.map { column in zip(row, b).reduce(0) { $0 + $1.0 * $1.1[column] } }
    }
    #expect(try TwinPicture.grid("A · B", in: picture) == product)
  }

  /// Windows, results, and gradients on their way back.
  @Test func poolingsComeOut() throws {
    #expect(try TwinPicture.checkPoolings(pages("pooling")) >= 4)
  }

  /// Softmax: shares that add up to 1, and share minus target on the way back.
  @Test func sharesAddUp() throws {
    let text = try pages("cnn")
    func bars(_ name: String) throws -> [Double] {
      let line = try #require(TwinPicture.pictures(text).first { $0.contains(name) })
      return try line.matches(of: #/\d: (−?[\d.]+\d)/#).map {
        try Pencil.decimal(String($0.output.1))
      }
    }
    let (shares, gradients) = (try bars("probability p"), try bars("p − y"))
    #expect(shares.count == 10 && abs(shares.reduce(0, +) - 1) <= 10 * 0.5e-4)
    let label = try #require(text.firstMatch(of: #/number \d+ is a (\d)/#).flatMap { Int($0.1) })
    for (place, share) in shares.enumerated() {
      #expect(abs(gradients[place] - (share - (place == label ? 1 : 0))) <= 1.0001e-4)
    }
    let loss = try #require(text.firstMatch(of: #/For our image it is ≈ ([\d.]+\d)/#)?.output.1)
    let slack = 0.5e-4 / shares[label] + 0.5e-4
    #expect(abs(-log(shares[label]) - (try Pencil.decimal(String(loss)))) <= slack)
  }

  /// Recall and precision in percent, and how many images there are, from the confusion matrix.
  @Test(arguments: ["cnn", "hidden-layer"]) func confusionsComeOut(_ name: String) throws {
    let text = try pages(name)
    let picture = try #require(TwinPicture.pictures(text).first { $0.contains("what was said") })
    let line = #/(\d): ([\d ]+); recall ([\d.]+), precision ([\d.]+|–)/#
    let rows = picture.matches(of: line).map(\.output)
    let counts = rows.map { $0.2.split(separator: " ").compactMap { Int($0) } }
    #expect(counts.count == 10 && counts.allSatisfy { $0.count == 10 })
    for (place, row) in rows.enumerated() {
      let right = Double(counts[place][place])
      let said = counts.reduce(0) { $0 + $1[place] }
      for (shown, all) in [(row.3, counts[place].reduce(0, +)), (row.4, said)] {
        guard shown != "–" else {
          #expect(all == 0, "\(row.0)")
          continue
        }
        let percent = 100 * right / Double(all)
        let printed = try Pencil.decimal(
          shown.hasSuffix(".") ? String(shown.dropLast()) : "\(shown)")
        #expect(abs(percent - printed) <= 0.0500001, "\(row.0)")
      }
    }
    let right = counts.indices.reduce(0) { $0 + counts[$1][$1] }
    let all = counts.joined().reduce(0, +)
    #expect(text.contains("\(right) of \(all)"))
    let last = TwinTable.all(in: text).last { $0.header.contains("test accuracy") }?.rows.last?.last
    let accuracy = try Pencil.decimal(#require(last))
    #expect(abs(Double(right) / Double(all) - accuracy) <= 0.500001e-4)
  }
}
