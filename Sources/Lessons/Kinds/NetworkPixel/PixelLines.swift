import Figures
import Networks

/// The arithmetic of one pixel, from the digits that are printed.
struct PixelLines {
  private let paper: PaperPixel
  private let world: World
  private var pixel: PixelTrace { paper.pixel }
  private var hasOneChannel: Bool { paper.products.count == 1 }

  init(_ paper: PaperPixel, _ world: World) {
    self.paper = paper
    self.world = world
  }

  /// One line a row of the kernel, or a line a channel.
  var parts: Derivation {
    if hasOneChannel {
      let width = pixel.kernelWidth
      let lines = paper.rows.enumerated().map {
        row, cells -> (line: Derivation.Line, printed: PaperNumber, exact: Double) in
        let sum = PaperNumber.sum(cells)
        let line = Derivation.Line(
          .products, "s_\(row + 1)", cells.sumParts() + [.init(.equals, sum.formula, .result)])
        return (
          line, sum,
          pixel.products[0][row * width..<(row + 1) * width].reduce(0) { $0 + $1 }
        )
      }
      return Derivation(
        world.words("The products, row by row of the kernel, to two places"),
        Derivation.Line.corrected(lines, world.words))
    }
    return Derivation(
      world.words(
        "What each channel adds: the sum of its {1} products",
        "\(pixel.kernelHeight * pixel.kernelWidth)"),
      paper.channels.enumerated().map { channel, sum in
        Derivation.Line(
          .channels, "c_\(channel)", [.init(.approximately, sum.formula, .result)])
      })
  }

  var sum: Derivation {
    let parts = hasOneChannel ? paper.rows.map { PaperNumber.sum($0) } : paper.channels
    let (letter, first) = hasOneChannel ? ("s", 1) : ("c", 0)
    let lines =
      Derivation.Line(
        .sum, "z",
        [
          .init(
            .equals, "\(letter)_\(first) + \\dots + \(letter)_\(parts.count - 1 + first) + b",
            .symbols)
        ] + (parts + [paper.bias]).sumParts() + [.init(.equals, paper.z.formula, .result)]
      ).corrected(paper.z, from: pixel.sum, world.words)
      + Derivation.Line(
        .output, "a",
        [
          .init(.equals, "\\max(0, z)", .symbols),
          .init(.equals, "\\max(0, \(paper.z.formula))", .numbers),
          .init(.equals, paper.output.formula, .result),
        ]
      ).corrected(paper.output, from: pixel.output, world.words)
    return Derivation(world.words("Everything added up, the bias too; then ReLU"), lines)
  }

  /// Where the pixel stands, what it sees and what it feeds.
  var place: Derivation {
    let field = pixel.field
    let sees = world.words(
      "rows {1} to {2}, columns {3} to {4} of the image", "\(field.row)",
      "\(field.row + field.rows - 1)", "\(field.column)", "\(field.column + field.columns - 1)")
    var lines = [
      Derivation.Line(
        .place, "\\text{\(world.words("pixel"))}",
        [.init(.none, "\\text{\(pixel.name)}", .result)]),
      Derivation.Line(
        .field, "\\text{\(world.words("sees"))}", [.init(.none, "\\text{\(sees)}", .result)]),
    ]
    if let feeds = pixel.feeds {
      let note =
        switch feeds.role {
        case .winner: world.words("{1}, as its winner", feeds.name)
        case .loser: world.words("{1}, where another pixel wins", feeds.name)
        case .nobody: world.words("{1}, where all are the same and nobody wins", feeds.name)
        }
      lines.append(
        Derivation.Line(
          .feeds, "\\text{\(world.words("feeds"))}", [.init(.none, "\\text{\(note)}", .result)]))
    }
    return Derivation(world.words("Where it stands (counted from 0)"), lines)
  }

  /// The formulas below the picture.
  var results: [String] {
    let count = paper.products.reduce(0) { $0 + $1.count }
    return [
      "\\text{\(world.words("sum of the {1} products", "\(count)"))} \\approx \(paper.sum.formula), "
        + "\\quad b \\approx \(paper.bias.formula), \\quad z \\approx \(paper.z.formula), "
        + "\\quad \\text{ReLU}(z) \\approx \\result{\(paper.output.formula)}"
    ]
  }

  /// What rounding does here, in a sentence.
  var rounding: String {
    paper.z.value == paper.exact.value
      ? world.words("Rounded to two places at each step; with all digits z is the same.")
      : world.words(
        "Rounded to two places at each step; with all digits the network gets z ≈ {1}.",
        paper.exact.text)
  }
}
