/// Copies the patch under each window position into a row: positions × (height·width·channels).
///
/// A convolution is then one matrix product, patches times kernels. A row holds the patch row by
/// row, column by column, channel by channel; what lies outside of the image is 0. One row of a
/// patch is contiguous in the image, so it is copied as a run.
@specialized(where T == Float)
@specialized(where T == Double)
public func gatherPatches<T: Real>(
  of image: UnsafePointer<T>, _ window: Window, into patches: UnsafeMutablePointer<T>
) {
  let run = window.width * window.channels
  let rowLength = window.inputWidth * window.channels
  var target = patches
  forEachPosition(of: window) { y, x in
    let isInside =
      y >= 0 && x >= 0 && y + window.height <= window.inputHeight
      && x + window.width <= window.inputWidth
    if isInside {
      var source = image + y * rowLength + x * window.channels
      for _ in 0..<window.height {
        copyRun(from: source, to: target, count: run)
        source += rowLength
        target += run
      }
    } else {
      let columns = max(0, -x)..<max(max(0, -x), min(window.width, window.inputWidth - x))
      for row in y..<y + window.height {
        target.update(repeating: 0, count: run)
        if row >= 0, row < window.inputHeight, !columns.isEmpty {
          (target + columns.lowerBound * window.channels).update(
            from: image + row * rowLength + (x + columns.lowerBound) * window.channels,
            count: columns.count * window.channels)
        }
        target += run
      }
    }
  }
}

/// The way back of `gatherPatches`: adds each patch's numbers to the image's where they came from.
@specialized(where T == Float)
@specialized(where T == Double)
public func scatterPatches<T: Real>(
  _ patches: UnsafePointer<T>, _ window: Window, addingTo image: UnsafeMutablePointer<T>
) {
  let run = window.width * window.channels
  let rowLength = window.inputWidth * window.channels
  var source = patches
  forEachPosition(of: window) { y, x in
    let columns = max(0, -x)..<max(max(0, -x), min(window.width, window.inputWidth - x))
    let skipped = columns.lowerBound * window.channels
    let count = columns.count * window.channels
    for row in y..<y + window.height {
      if row >= 0, row < window.inputHeight {
        let target = image + row * rowLength + (x + columns.lowerBound) * window.channels
        add(source + skipped, to: target, count: count)
      }
      source += run
    }
  }
}

/// Calls with the top row and left column of the window at each position, row by row; outside of
/// the image they may be negative.
@inline(__always)
private func forEachPosition(of window: Window, _ body: (_ y: Int, _ x: Int) -> Void) {
  for i in 0..<window.outputHeight {
    let y = i * window.strideY - window.padTop
    for j in 0..<window.outputWidth { body(y, j * window.strideX - window.padLeft) }
  }
}

/// Short runs are copied in place: calling the library for 20 bytes costs more than the copy.
@inline(__always)
func copyRun<T: Real>(
  from source: UnsafePointer<T>, to target: UnsafeMutablePointer<T>, count: Int
) {
  let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
  let bytes = count * MemoryLayout<T>.stride
  var offset = 0
  while offset + 32 <= bytes {
    let values = from.loadUnaligned(fromByteOffset: offset, as: SIMD32<UInt8>.self)
    to.storeBytes(of: values, toByteOffset: offset, as: SIMD32<UInt8>.self)
    offset += 32
  }
  if offset + 16 <= bytes {
    let values = from.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
    to.storeBytes(of: values, toByteOffset: offset, as: SIMD16<UInt8>.self)
    offset += 16
  }
  for index in offset / MemoryLayout<T>.stride..<count { target[index] = source[index] }
}
