import Drawing
import Glibc
import TestSupport
import Testing

/// How a colour looks to people with a colour-vision deficiency, as a linear map of the linear
/// channels: Machado, Oliveira and Fernandes (2009), severity 1.
private enum Vision: String, CaseIterable {
  case full, protan, deutan, tritan, grey

  func callAsFunction(_ c: Color) -> [Double] {
    let rgb = [c.red, c.green, c.blue].map { channel -> Double in
      let v = Double(channel) / 255
      return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
    }
    let rows: [[Double]] =
      switch self {
      case .full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .protan:
        [
          [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
          [-0.003882, -0.048116, 1.051998],
        ]
      case .deutan:
        [
          [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
          [-0.011820, 0.042940, 0.968881],
        ]
      case .tritan:
        [
          [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
          [0.004733, 0.691367, 0.303900],
        ]
      case .grey: Array(repeating: [0.2126, 0.7152, 0.0722], count: 3)
      }
    return rows.map { row in zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}

private func lightness(_ linear: [Double]) -> Double {
  let y = max(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2], 0)
  return y > 0.008856 ? 116 * cbrt(y) - 16 : 903.3 * y
}

private func distance(_ a: [Double], _ b: [Double]) -> Double {
  // Cube roots of the channels are near enough to what the eye sees as even steps.
  zip(a, b).reduce(0) { sum, pair in
    let d = cbrt(max(pair.0, 0)) - cbrt(max(pair.1, 0))
    return sum + d * d
  }.squareRoot()
}

@Suite struct ColorScaleTests {
  static let scales = [
    ColorScale(-1...1, theme: .screen), ColorScale(0...1, theme: .screen),
    ColorScale(-2...0.5, theme: .print), ColorScale(0...3, theme: .print),
  ]

  @Test(arguments: scales, Vision.allCases)
  fileprivate func strongerIsDarkerForEveryEye(_ scale: ColorScale, _ vision: Vision) {
    for sign in scale.isDiverging ? [1.0, -1] : [1.0] {
      let steps = (0...10).map { step in
        lightness(vision(scale.color(sign * scale.range.upperBound * Double(step) / 10)))
      }
      for (lighter, darker) in zip(steps, steps.dropFirst()) {
        #expect(lighter - darker > 2, "\(vision): \(steps)")
      }
    }
  }

  @Test(arguments: [Vision.full, .protan, .deutan, .tritan])
  fileprivate func signsDifferForEveryEye(_ vision: Vision) {
    let scale = ColorScale(-1...1, theme: .screen)
    for strength in [0.4, 0.7, 1] {
      let d = distance(vision(scale.color(strength)), vision(scale.color(-strength)))
      #expect(d > 0.1, "\(vision) at \(strength)")
    }
  }

  @Test func negativeCellsAreMarkedForGreyPrint() {
    for scale in Self.scales {
      #expect(scale.mark(0.4) == nil && scale.mark(0) == nil)
      #expect(scale.mark(-0.4) == (scale.isDiverging ? .negative : nil))
    }
    let cell = Rect(10, 10, 20, 20)
    for holdsNumber in [true, false] {
      let items = SignMark.negative.items(in: cell, color: .black, holdsNumber: holdsNumber)
      #expect(items.paths().flatMap { $0.path.points }.allSatisfy(cell.contains))
    }
  }

  @Test func textOnCellsCanBeRead() {
    for scale in Self.scales {
      for step in -10...10 {
        let value = scale.range.upperBound * Double(step) / 10
        if value < 0, !scale.isDiverging { continue }
        let cell = scale.color(value).luminance
        let text = scale.textColor(value, ink: Theme.screen.ink).luminance
        let ratio = (max(cell, text) + 0.05) / (min(cell, text) + 0.05)
        #expect(ratio >= 3, "\(value): \(ratio)")
      }
    }
  }

  @Test func zeroIsWhiteAndBothSidesReachEquallyFar() {
    let scale = ColorScale(-2...0.5, theme: .screen)
    #expect(scale.range == -2...2)
    #expect(scale.color(0) == .white)
    #expect(scale.strength(1) == 0.5)
    #expect(scale.bar(5).count == 5)
    #expect(scale.bar(5)[2] == .white)
  }
}
