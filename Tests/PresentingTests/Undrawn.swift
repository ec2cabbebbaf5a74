import Foundation

/// Numbers that the description of a picture gives and that the picture shows without digits: they
/// cannot be found in the text of a PDF.
struct Undrawn: @unchecked Sendable {
  var why: String
  private var part: Regex<AnyRegexOutput>

  private init(_ why: String, _ part: Regex<some Any>) {
    self.why = why
    self.part = Regex(part)
  }

  static let all = [
    Undrawn(
      "pixels of a large image or map are shades: digits would not fit their cells",
      #/(?:\(?[−\d.]+ ){5,}[−\d.]+(?:; [−\d. ]+)+/#),
    Undrawn(
      "so are small grids of decimals, drawn beside such an image at its scale",
      #/(?:−?\d\.\d\d+ ){3,}−?\d\.\d\d+(?:; [−\d. ]+)+/#),
    Undrawn(
      "the ranges and means of many small grids are read off their shades",
      #/(?:(?:map|kernel|unit|channel) )?\w+: from [−\d.]+ to [−\d.]+(?:, mean [−\d.]+)?/#),
    Undrawn(
      "a grid of shades without a scale of its own gives its size and range",
      #/\d+ (?:grids of \d+ )?× \d+(?: cells, values from [−\d.]+ to [−\d.]+)?/#),
    Undrawn("the end of a scale is rounded at its bar", #/one scale up to [\d.]+/#),
    Undrawn("positions of a kernel are drawn in the order of reading", #/\d+: row \d+/#),
    Undrawn(
      "curves are drawn; their ends and extremes are read off the axes", #/[−\d.]+ at \d+/#),
    Undrawn(
      "a curve's range and the height of a place are read off its axes",
      #/between [−\d.]+ and [−\d.]+ while \w+ goes from [−\d.]+ to [−\d.]+|it is [−\d.]+,/#),
    Undrawn("a line is drawn, its equation is not", #/0 = [−\d.]+(?: [+−] [−\d.]*·?\w+){2}/#),
    Undrawn(
      "the weights of a boundary are its slope, its side and an arrow",
      #/(?:Weights|weight vector) \([−\d., ]+\)/#),
    Undrawn("points of a plane are read off its axes", #/→ \([−\d.]+, [−\d.]+\)/#),
    Undrawn("when it was stands in the caption in words", #/Epoch \d+: the rows/#),
    Undrawn(
      "the places of a walk are drawn as its track",
      #/\([−\d., ]+\) → \([−\d., ]+\)(?: → \([−\d., ]+\))*/#),
  ]

  static func removed(from line: String) -> String {
    all.reduce(line) { removed(from: $0, only: $1) }
  }

  static func removed(from line: String, only exception: Undrawn) -> String {
    line.replacing(exception.part, with: "")
  }
}
