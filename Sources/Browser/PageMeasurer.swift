import CPage
import Drawing

/// Measures text by asking the page, which sets it with the same fonts. What was measured once is
/// remembered: a step asks for the same words again and again.
final class PageMeasurer: TextMeasurer, @unchecked Sendable {
  private struct Extents {
    var metrics: TextMetrics
    var ink: Rect
  }

  /// Beyond that many the memory is emptied.
  private static let mostRemembered = 4_000
  // A page has one thread.
  private var remembered: [Font: [String: Extents]] = [:]
  private var count = 0

  func measure(_ text: String, font: Font) -> TextMetrics { extents(text, font).metrics }

  func ink(_ text: String, font: Font) -> Rect { extents(text, font).ink }

  private func extents(_ text: String, _ font: Font) -> Extents {
    if let known = remembered[font]?[text] { return known }
    if count >= Self.mostRemembered {
      remembered = [:]
      count = 0
    }
    let extents = Self.ask(text, font)
    remembered[font, default: [:]][text] = extents
    count += 1
    return extents
  }

  private static func ask(_ text: String, _ font: Font) -> Extents {
    let face: Int32 =
      switch font.face {
      case .text: 0
      case .math: 1
      case .mono: 2
      }
    let bytes = Array(text.utf8)
    var numbers = [Double](repeating: 0, count: 7)
    bytes.withUnsafeBufferPointer { bytes in
      numbers.withUnsafeMutableBufferPointer { numbers in
        page_measure(
          bytes.baseAddress, Int32(bytes.count), face, font.size, Int32(font.weight.rawValue),
          font.isItalic ? 1 : 0, numbers.baseAddress)
      }
    }
    let (left, right, above, below) = (numbers[3], numbers[4], numbers[5], numbers[6])
    return Extents(
      metrics: TextMetrics(width: numbers[0], ascent: numbers[1], descent: numbers[2]),
      ink: Rect(-left, -above, left + right, above + below))
  }
}
