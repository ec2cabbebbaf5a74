/// Max pooling, any window and stride; the first of equal maxima wins.
///
/// - Parameter winners: for each output the place of its maximum in the sample's input.
@specialized(where T == Float)
@specialized(where T == Double)
public func poolMaxima<T: Real>(
  of image: UnsafePointer<T>, _ window: Window, into output: UnsafeMutablePointer<T>,
  winners: UnsafeMutablePointer<Int32>
) {
  var target = 0
  for i in 0..<window.outputHeight {
    for j in 0..<window.outputWidth {
      for c in 0..<window.channels {
        let corner =
          (i * window.strideY * window.inputWidth + j * window.strideX) * window.channels + c
        var best = corner
        for ky in 0..<window.height {
          for kx in 0..<window.width {
            let place = corner + (ky * window.inputWidth + kx) * window.channels
            if image[place] > image[best] { best = place }
          }
        }
        output[target] = image[best]
        winners[target] = Int32(best)
        target += 1
      }
    }
  }
}

/// The way back of `poolMaxima`: δ goes to the winner; windows that overlap add up.
@specialized(where T == Float)
@specialized(where T == Double)
public func unpoolMaxima<T: Real>(
  _ delta: UnsafePointer<T>, winners: UnsafePointer<Int32>, count: Int,
  addingTo inputDelta: UnsafeMutablePointer<T>
) {
  for index in 0..<count { inputDelta[Int(winners[index])] += delta[index] }
}

/// Average pooling, any window and stride: the mean of the numbers under the window.
@specialized(where T == Float)
@specialized(where T == Double)
public func poolAverages<T: Real>(
  of image: UnsafePointer<T>, _ window: Window, into output: UnsafeMutablePointer<T>
) {
  let share = 1 / T(window.height * window.width)
  forEachWindowElement(of: window) { target, place, isFirst in
    output[target] = (isFirst ? 0 : output[target]) + image[place] * share
  }
}

/// The way back of `poolAverages`: each number under the window gets its share of δ.
@specialized(where T == Float)
@specialized(where T == Double)
public func unpoolAverages<T: Real>(
  _ delta: UnsafePointer<T>, _ window: Window, addingTo inputDelta: UnsafeMutablePointer<T>
) {
  let share = 1 / T(window.height * window.width)
  forEachWindowElement(of: window) { target, place, _ in
    inputDelta[place] += delta[target] * share
  }
}

@inline(__always)
private func forEachWindowElement(
  of window: Window, _ body: (_ target: Int, _ place: Int, _ isFirst: Bool) -> Void
) {
  for i in 0..<window.outputHeight {
    for j in 0..<window.outputWidth {
      let position = (i * window.outputWidth + j) * window.channels
      for ky in 0..<window.height {
        for kx in 0..<window.width {
          let row = i * window.strideY + ky
          let place = (row * window.inputWidth + j * window.strideX + kx) * window.channels
          for c in 0..<window.channels { body(position + c, place + c, ky == 0 && kx == 0) }
        }
      }
    }
  }
}
