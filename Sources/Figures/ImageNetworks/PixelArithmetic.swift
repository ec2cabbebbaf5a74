import Networks
import Numerics

/// The arithmetic of one pixel, from the digits that are printed. Of one channel each product is
/// that of the printed pixel and the printed weight, rounded to two places, and the sums are exact
/// sums of these; of several channels each channel's sum is rounded.
struct PixelArithmetic {
  let pixel: PixelTrace
  let words: Words
  /// What lies under the kernel, its weights and their products as printed, channel by channel.
  let patch: [[Printed]]
  let kernel: [[Printed]]
  let products: [[Printed]]
  /// What each channel adds: of one channel the sum of its printed products, of several each
  /// rounded sum, as printed.
  let channels: [Printed]
  let bias: Printed
  /// From the printed digits.
  let z: Printed
  let output: Printed

  init(_ pixel: PixelTrace, words: Words) {
    self.pixel = pixel
    self.words = words
    let digits = NetworkStory.pixelDigits
    patch = pixel.patch.map { $0.map { Printed($0, digits) } }
    kernel = pixel.kernel.map { $0.map { Printed($0, digits) } }
    products = zip(patch, kernel).map { patch, kernel in
      zip(patch, kernel).map { Printed.product($0, $1, digits) }
    }
    channels =
      pixel.products.count == 1
      ? products.map(Printed.sum) : pixel.channelSums.map { Printed($0, digits) }
    bias = Printed(pixel.bias, digits)
    z = Printed.sum(channels + [bias])
    output = z.units > 0 ? z : Printed(units: 0, digits: digits)
  }

  /// z with all digits.
  var exact: Printed { Printed(pixel.sum, NetworkStory.pixelDigits) }

  /// One line a row of the kernel, or a line a channel.
  var parts: Derivation {
    if products.count == 1 {
      let width = pixel.kernelWidth
      let lines = (0..<pixel.kernelHeight).map { row -> Derivation.Line in
        let cells = Array(products[0][row * width..<(row + 1) * width])
        return Derivation.Line(
          "products", "s_\(row + 1)",
          Printed.parts(cells) + [.init(.equals, Printed.sum(cells).formula, .result)])
      }
      return Derivation(words("The products, row by row of the kernel, to two places"), lines)
    }
    let count = pixel.kernelHeight * pixel.kernelWidth
    return Derivation(
      words("What each channel adds: the sum of its {1} products", "\(count)"),
      channels.enumerated().map { channel, sum in
        Derivation.Line(
          "channels", "c_\(channel)", [.init(.approximately, sum.formula, .result)])
      })
  }

  var sum: Derivation {
    let rows =
      products.count == 1
      ? (0..<pixel.kernelHeight).map { row in
        Printed.sum(Array(products[0][row * pixel.kernelWidth..<(row + 1) * pixel.kernelWidth]))
      } : channels
    let letter = products.count == 1 ? "s" : "c"
    let first = products.count == 1 ? 1 : 0
    var lines = [
      Derivation.Line(
        "sum", "z",
        [
          .init(
            .equals, "\(letter)_\(first) + \\dots + \(letter)_\(rows.count - 1 + first) + b",
            .symbols)
        ] + Printed.parts(rows + [bias]) + [.init(.equals, z.formula, .result)]),
      Derivation.Line(
        "output", "a",
        [
          .init(.equals, "\\max(0, z)", .symbols),
          .init(.equals, "\\max(0, \(z.formula))", .numbers),
          .init(.equals, output.formula, .result),
        ]),
    ]
    if exact != z {
      lines.append(
        Derivation.Line(
          "exact", "z_{\\text{\(words("all digits"))}}",
          [.init(.approximately, exact.formula, .result)]))
    }
    return Derivation(words("Everything added up, the bias too; then ReLU"), lines)
  }

  /// Where the pixel stands, what it sees and what it feeds.
  var place: Derivation {
    var lines = [
      Derivation.Line(
        "place", "\\text{\(words("pixel"))}",
        [.init(.none, "\\text{\(pixel.name)}", .result)]),
      Derivation.Line(
        "field", "\\text{\(words("sees"))}",
        [
          .init(
            .none,
            "\\text{\(words("rows {1} to {2}, columns {3} to {4} of the image", "\(pixel.field.row)", "\(pixel.field.row + pixel.field.rows - 1)", "\(pixel.field.column)", "\(pixel.field.column + pixel.field.columns - 1)"))}",
            .result)
        ]),
    ]
    if let feeds = pixel.feeds {
      let note = words(
        feeds.isWinner ? "{1}, as its winner" : "{1}, where another pixel wins", feeds.name)
      lines.append(
        Derivation.Line(
          "feeds", "\\text{\(words("feeds"))}", [.init(.none, "\\text{\(note)}", .result)]))
    }
    return Derivation(words("Where it stands (counted from 0)"), lines)
  }

  /// The formulas below the picture.
  var results: [String] {
    let count = pixel.products.joined().count
    let total = Printed.sum(channels)
    return [
      "\\text{\(words("sum of the {1} products", "\(count)"))} \\approx \(total.formula), "
        + "\\quad b \\approx \(bias.formula), \\quad z \\approx \(z.formula), "
        + "\\quad \\text{ReLU}(z) \\approx \\result{\(output.formula)}"
    ]
  }

  /// What rounding does here, in a sentence.
  var rounding: String {
    z == exact
      ? words("Rounded to two places at each step; with all digits z is the same.")
      : words(
        "Rounded to two places at each step; with all digits the network gets z ≈ {1}.",
        exact.text)
  }
}
