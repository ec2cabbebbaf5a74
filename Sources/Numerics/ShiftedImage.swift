/// An image shifted under a kernel, for convolutions whose patches would be short runs (images of few
/// channels), with or without max pooling behind them.
///
/// The p² positions of a pooling square look at overlapping patches: for a kernel h×w they are all
/// found in (h + (p − 1)·s)×(w + (p − 1)·s) numbers. Row r of the shifted image holds one of these
/// numbers for every square. With the kernel laid into that larger window once for each of the p²
/// places, Z = Sᵀ·K gives the sums of all places at once: squares × (p² · filters).
public struct ShiftedImage: Sendable {
  private let window: Window
  private let filters: Int
  /// Columns of the image from one square to the next.
  private let step: Int
  /// Height and width of what one square sees.
  private let viewHeight: Int
  private let viewWidth: Int
  /// Rows of the padded image, and columns of each of its `step` parts.
  private let paddedHeight: Int
  private let partWidth: Int

  public init(_ window: Window, filters: Int) {
    self.window = window
    self.filters = filters
    let p = window.planes
    step = p * window.strideX
    viewHeight = window.height + (p - 1) * window.strideY
    viewWidth = window.width + (p - 1) * window.strideX
    paddedHeight = max(0, window.planeHeight - 1) * p * window.strideY + viewHeight
    partWidth = window.planeWidth + (viewWidth - 1) / step
  }

  /// Pooling squares of the image.
  public var squares: Int { window.planeHeight * window.planeWidth }
  /// Rows of S, and of the spread kernel.
  public var rowCount: Int { viewHeight * viewWidth * window.channels }
  /// Columns of the spread kernel: p² · filters.
  public var columnCount: Int { window.planes * window.planes * filters }
  private var dealtCount: Int { window.channels * step * paddedHeight * partWidth }
  /// Numbers that `gather` needs room for: S, and what comes before it.
  public var scratchCount: Int { rowCount * squares + dealtCount }

  /// Writes S, `rowCount` × `squares`, to the beginning of `scratch`.
  public func gather<T: Real>(
    from image: UnsafePointer<T>, scratch: UnsafeMutablePointer<T>
  ) -> Matrix<T> {
    let dealt = scratch + rowCount * squares
    deal(image, into: dealt)
    shift(dealt, into: scratch)
    return Matrix(scratch, rows: rowCount, columns: squares)
  }

  /// Every `step`-th column together, with the padding around, so that a row of squares is a run.
  @specialized(where T == Float)
  @specialized(where T == Double)
  private func deal<T: Real>(_ image: UnsafePointer<T>, into dealt: UnsafeMutablePointer<T>) {
    let channels = window.channels
    for c in 0..<channels {
      for part in 0..<step {
        // Columns of this part that lie inside of the image.
        let left = part - window.padLeft
        let first = min(partWidth, left < 0 ? (step - 1 - left) / step : 0)
        let inside = window.inputWidth - left
        let end = max(first, min(partWidth, inside <= 0 ? 0 : (inside + step - 1) / step))
        for row in 0..<paddedHeight {
          let target = dealt + ((c * step + part) * paddedHeight + row) * partWidth
          let y = row - window.padTop
          guard y >= 0, y < window.inputHeight else {
            for index in 0..<partWidth { target[index] = 0 }
            continue
          }
          let source = image + (y * window.inputWidth + left) * channels + c
          for index in 0..<first { target[index] = 0 }
          for index in first..<end { target[index] = source[index * step * channels] }
          for index in end..<partWidth { target[index] = 0 }
        }
      }
    }
  }

  @specialized(where T == Float)
  @specialized(where T == Double)
  private func shift<T: Real>(_ dealt: UnsafePointer<T>, into rows: UnsafeMutablePointer<T>) {
    let rowStep = window.planes * window.strideY * partWidth
    let width = window.planeWidth
    var target = rows
    for a in 0..<viewHeight {
      for b in 0..<viewWidth {
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

  /// Lays the kernel (height · width · channels × filters) into the view once for each place of the
  /// square; what a place does not see is 0.
  @specialized(where T == Float)
  @specialized(where T == Double)
  public func spread<T: Real>(
    _ kernel: UnsafePointer<T>, into spread: UnsafeMutablePointer<T>
  ) {
    clear(spread, count: rowCount * columnCount)
    forEachPlace { kernelRow, spreadPlace in
      copyRun(from: kernel + kernelRow * filters, to: spread + spreadPlace, count: filters)
    }
  }

  /// The way back of `spread`: adds up the gradients of all places.
  @specialized(where T == Float)
  @specialized(where T == Double)
  public func collect<T: Real>(
    _ spread: UnsafePointer<T>, addingTo kernel: UnsafeMutablePointer<T>
  ) {
    forEachPlace { kernelRow, spreadPlace in
      add(spread + spreadPlace, to: kernel + kernelRow * filters, count: filters)
    }
  }

  @inline(__always)
  private func forEachPlace(_ body: (_ kernelRow: Int, _ spreadPlace: Int) -> Void) {
    let p = window.planes
    for ky in 0..<window.height {
      for kx in 0..<window.width {
        for c in 0..<window.channels {
          for dy in 0..<p {
            for dx in 0..<p {
              let a = ky + dy * window.strideY
              let b = kx + dx * window.strideX
              let row = (a * viewWidth + b) * window.channels + c
              body(
                (ky * window.width + kx) * window.channels + c,
                row * columnCount + (dy * p + dx) * filters)
            }
          }
        }
      }
    }
  }
}
