import Foundation
import TestSupport
import Testing

/// What the descriptions of pictures say in numbers, recomputed from the same descriptions.
enum TwinPicture {
  static func pictures(_ text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("Picture: ") }.map(String.init)
  }

  /// `heading: 1 2; 3 4.` as numbers.
  static func grid(_ heading: String, in text: String) throws -> [[Double]]? {
    let pattern = try Regex("\(heading)[^:.]*(?:\\. Rows)?: ((?:[−\\d. ]+;? ?)+)\\.")
    guard let found = text.firstMatch(of: pattern)?.output[1].substring else { return nil }
    return try found.split(separator: ";").map { row in
      try row.split(separator: " ").map { try Pencil.decimal(String($0)) }
    }
  }

  static func convolve(_ image: [[Double]], _ kernel: [[Double]]) -> [[Double]] {
    (0...image.count - kernel.count).map { row in
      (0...image[0].count - kernel[0].count).map { column in
        kernel.indices.reduce(0) { sum, i in
          kernel[i].indices.reduce(sum) { $0 + kernel[i][$1] * image[row + i][column + $1] }
        }
      }
    }
  }

  /// Images, kernels and their maps; gives how many there were.
  static func checkMaps(_ text: String) throws -> Int {
    var checked = 0
    for picture in pictures(text) where picture.contains("Kernel") {
      guard let image = try grid("Image", in: picture),
        let kernel = try grid("Kernel", in: picture),
        let map = try grid("Feature map", in: picture)
      else { continue }
      let divisor =
        picture.firstMatch(of: #/Kernel \/ (\d+):/#).flatMap { Double($0.output.1) } ?? 1
      var sums = convolve(image, kernel).map { $0.map { $0 / divisor } }
      let bent = sums.map { $0.map { max($0, 0) } }
      // A bias stands in the text.
      let bias = map[0][0] - sums[0][0]
      if map != bent, text.contains("bias is \(Int(bias))") {
        sums = sums.map { $0.map { $0 + bias } }
      }
      #expect(map == sums || map == bent, "\(picture.prefix(300))")
      checked += 1
    }
    return checked
  }

  /// Tables, windows, results and gradients on their way back; gives how many went back.
  static func checkPoolings(_ text: String) throws -> Int {
    var back = 0
    for picture in pictures(text) {
      let table = try #require(try grid("Table", in: picture))
      let side = try #require(
        picture.firstMatch(of: #/windows of (\d)/#).flatMap { Int($0.output.1) })
      let isMaximum = picture.contains("Maximum")
      guard let result = try grid(isMaximum ? "Maximum" : "Average", in: picture) else { continue }
      let stride = result.count == table.count - side + 1 ? 1 : side
      let gradient = try grid("Gradient at the result", in: picture)
      var arrived = table.map { $0.map { _ in 0.0 } }
      for (row, values) in result.enumerated() {
        for (column, value) in values.enumerated() {
          let places = (0..<side * side).map {
            (row * stride + $0 / side, column * stride + $0 % side)
          }
          let window = places.map { table[$0.0][$0.1] }
          #expect(
            value == (isMaximum ? window.max() : window.reduce(0, +) / Double(window.count)))
          guard let share = gradient?[row][column] else { continue }
          for (place, number) in zip(places, window) {
            // A window of these lessons has one winner.
            let part = isMaximum ? (number == value ? 1 : 0) : 1 / Double(window.count)
            arrived[place.0][place.1] += share * part
          }
        }
      }
      guard gradient != nil else { continue }
      let printed = try #require(try grid("Gradient that arrives at the table", in: picture))
      for (one, other) in zip(printed.joined(), arrived.joined()) {
        #expect(abs(one - other) < 1e-9, "\(picture)")
      }
      back += 1
    }
    return back
  }
}
