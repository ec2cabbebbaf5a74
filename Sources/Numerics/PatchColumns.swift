/// The patches as columns: (height·width·channels) × positions, for images of few channels, where
/// the runs of `gatherPatches` would be a few numbers long.
///
/// With pooling after it, window positions advance by `planes` · stride from one number of a plane
/// to the next. The image is first dealt out: every s-th column together, with the padding around
/// it, so that a row of a plane is a run. Patches of neighbouring planes share most of their
/// numbers: each distinct shift of the image is gathered once, then copied to where it belongs.
public struct PatchColumns: Sendable {
  private let window: Window
  /// Columns of the image from one number of a plane to the next.
  private let step: Int
  /// Distinct shifts: rows and columns.
  private let shiftRows: Int
  private let shiftColumns: Int
  /// Rows of the padded image, and columns of each of its `step` parts.
  private let paddedHeight: Int
  private let partWidth: Int

  public init(_ window: Window) {
    self.window = window
    let p = window.planes
    step = p * window.strideX
    shiftRows = window.height + (p - 1) * window.strideY
    shiftColumns = window.width + (p - 1) * window.strideX
    paddedHeight = max(0, window.planeHeight - 1) * p * window.strideY + shiftRows
    partWidth = window.planeWidth + (shiftColumns - 1) / step
  }

  private var plane: Int { window.planeHeight * window.planeWidth }
  private var dealtCount: Int { window.channels * step * paddedHeight * partWidth }

  /// Numbers that `gather` needs in between.
  public var scratchCount: Int {
    dealtCount + shiftRows * shiftColumns * window.channels * plane
  }

  /// Writes (height·width·channels) × positions numbers.
  public func gather<T: Real>(
    from image: UnsafePointer<T>, scratch: UnsafeMutablePointer<T>,
    into patches: UnsafeMutablePointer<T>
  ) {
    deal(image, into: scratch)
    shift(scratch, into: scratch + dealtCount)
    spread(scratch + dealtCount, into: patches)
  }

  @specialized(where T == Float)
  @specialized(where T == Double)
  private func deal<T: Real>(_ image: UnsafePointer<T>, into dealt: UnsafeMutablePointer<T>) {
    let channels = window.channels
    for c in 0..<channels {
      for part in 0..<step {
        for row in 0..<paddedHeight {
          let target = dealt + ((c * step + part) * paddedHeight + row) * partWidth
          let y = row - window.padTop
          guard y >= 0, y < window.inputHeight else {
            for index in 0..<partWidth { target[index] = 0 }
            continue
          }
          let source = image + y * window.inputWidth * channels + c
          var x = part - window.padLeft
          for index in 0..<partWidth {
            target[index] = x >= 0 && x < window.inputWidth ? source[x * channels] : 0
            x += step
          }
        }
      }
    }
  }

  @specialized(where T == Float)
  @specialized(where T == Double)
  private func shift<T: Real>(_ dealt: UnsafePointer<T>, into shifts: UnsafeMutablePointer<T>) {
    let rowStep = window.planes * window.strideY * partWidth
    let width = window.planeWidth
    var target = shifts
    for a in 0..<shiftRows {
      for b in 0..<shiftColumns {
        for c in 0..<window.channels {
          var source =
            dealt + ((c * step + b % step) * paddedHeight + a) * partWidth + b / step
          for _ in 0..<window.planeHeight {
            copyRun(from: source, to: target, count: width)
            source += rowStep
            target += width
          }
        }
      }
    }
  }

  @specialized(where T == Float)
  @specialized(where T == Double)
  private func spread<T: Real>(_ shifts: UnsafePointer<T>, into patches: UnsafeMutablePointer<T>) {
    let p = window.planes
    var target = patches
    for ky in 0..<window.height {
      for kx in 0..<window.width {
        for c in 0..<window.channels {
          for dy in 0..<p {
            for dx in 0..<p {
              let a = ky + dy * window.strideY
              let b = kx + dx * window.strideX
              let number = (a * shiftColumns + b) * window.channels + c
              copyRun(from: shifts + number * plane, to: target, count: plane)
              target += plane
            }
          }
        }
      }
    }
  }
}
