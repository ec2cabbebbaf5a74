import Numerics

/// Draws a written digit into 28 × 28 pixels, normalised as MNIST is: the digit fits a box of
/// 20 × 20 pixels, and its centre of mass lies in the middle of the image.
struct PenDrawing {
  static let side = 28
  static let box = 20.0
  /// The canvas is wider than the image, so that it can be shifted by whole pixels afterwards.
  private static let canvasSide = 40

  /// Values 0 … 1 of a canvas, row by row.
  private var ink: [Float]
  private var distances: [Float]

  init() {
    let size = PenDrawing.canvasSide * PenDrawing.canvasSide
    ink = [Float](repeating: 0, count: size)
    distances = [Float](repeating: 0, count: size)
  }

  /// - Parameters:
  ///   - paths: the pen's path, stroke by stroke, in any unit.
  ///   - pen, edge: widths in pixels.
  ///   - image: `28 × 28` pixels, row by row.
  mutating func draw(
    _ paths: [[PathPoint]], pen: Double, edge: Double, gain: Double,
    into image: UnsafeMutableBufferPointer<UInt8>
  ) {
    var (left, right, top, bottom) = (
      Double.infinity, -Double.infinity, Double.infinity, -Double.infinity
    )
    for path in paths {
      for point in path {
        left = min(left, point.x)
        right = max(right, point.x)
        top = min(top, point.y)
        bottom = max(bottom, point.y)
      }
    }
    // The geometry is scaled, not the picture: no pixel is ever resampled.
    let scale = (PenDrawing.box - pen) / max(right - left, bottom - top)
    let middle = Double(PenDrawing.canvasSide) / 2
    let shiftX = middle - scale * (left + right) / 2
    let shiftY = middle - scale * (top + bottom) / 2

    let reach = Float((pen + edge) / 2)
    let side = PenDrawing.canvasSide
    let far = reach * reach
    for i in distances.indices { distances[i] = far }
    distances.withUnsafeMutableBufferPointer { distances in
      for path in paths {
        for i in 1..<path.count {
          PenDrawing.addSegment(
            Float(scale * path[i - 1].x + shiftX), Float(scale * path[i - 1].y + shiftY),
            Float(scale * path[i].x + shiftX), Float(scale * path[i].y + shiftY),
            reach: reach, side: side, to: distances)
        }
      }
    }

    var (mass, massX, massY): (Float, Float, Float) = (0, 0, 0)
    let sharpness = Float(gain / edge)
    for y in 0..<side {
      for x in 0..<side {
        let distance = distances[y * side + x]
        guard distance < far else {
          ink[y * side + x] = 0
          continue
        }
        let value = min(1, sharpness * (reach - distance.squareRoot()))
        ink[y * side + x] = value
        mass += value
        massX += value * (Float(x) + 0.5)
        massY += value * (Float(y) + 0.5)
      }
    }

    let half = PenDrawing.side / 2
    let originX = Int((massX / mass).rounded()) - half
    let originY = Int((massY / mass).rounded()) - half
    for y in 0..<PenDrawing.side {
      for x in 0..<PenDrawing.side {
        let (column, row) = (originX + x, originY + y)
        let isInside = column >= 0 && column < side && row >= 0 && row < side
        image[y * PenDrawing.side + x] =
          isInside ? UInt8(255 * ink[row * side + column] + 0.5) : 0
      }
    }
  }

  /// Lowers the squared distances of all pixels within reach of a straight piece.
  @inline(__always)
  private static func addSegment(
    _ ax: Float, _ ay: Float, _ bx: Float, _ by: Float, reach: Float, side: Int,
    to distances: UnsafeMutableBufferPointer<Float>
  ) {
    let (dx, dy) = (bx - ax, by - ay)
    let squared = dx * dx + dy * dy
    let inverse = squared > 0 ? 1 / squared : 0
    let firstX = max(0, Int(min(ax, bx) - reach - 0.5))
    let lastX = min(side - 1, Int(max(ax, bx) + reach + 0.5))
    let firstY = max(0, Int(min(ay, by) - reach - 0.5))
    let lastY = min(side - 1, Int(max(ay, by) + reach + 0.5))
    guard firstX <= lastX, firstY <= lastY else { return }
    for y in firstY...lastY {
      let py = Float(y) + 0.5 - ay
      for x in firstX...lastX {
        let px = Float(x) + 0.5 - ax
        let t = min(1, max(0, (px * dx + py * dy) * inverse))
        let (ex, ey) = (px - t * dx, py - t * dy)
        let distance = ex * ex + ey * ey
        let place = y * side + x
        if distance < distances[place] { distances[place] = distance }
      }
    }
  }
}
