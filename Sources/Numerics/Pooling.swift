/// Max pooling of outputs that lie plane by plane (see `Window.planes`), with bias and activation:
/// out = f(max over the planes + b). f does not fall, so it may follow the maximum, on a quarter of
/// the numbers for 2×2.
///
/// - Parameters:
///   - z: planes² × `count` numbers, `count` = plane positions × channels.
///   - winners: the number of the plane of the (first) largest, for the way back.
@specialized(where T == Float)
@specialized(where T == Double)
public func poolPlanes<T: Real>(
  _ z: UnsafePointer<T>, planeCount: Int, count: Int, bias: UnsafePointer<T>, channels: Int,
  activation: Activation, into output: UnsafeMutablePointer<T>,
  winners: UnsafeMutablePointer<T>
) {
  var first = 0
  if T.self == Float.self, planeCount == 4 {
    first = FloatKernels.poolPlanes(
      floats(z), count: count, into: changing(output), winners: changing(winners))
  }
  for index in first..<count {
    output[index] = z[index]
    winners[index] = 0
  }
  for plane in 1..<max(planeCount, 1) {
    let values = z + plane * count
    let number = T(plane)
    for index in first..<count where values[index] > output[index] {
      output[index] = values[index]
      winners[index] = number
    }
  }
  addBias(
    bias, to: Matrix(output, rows: count / channels, columns: channels), activation: activation)
}

/// The way back of `poolPlanes`: each winner's plane gets δ · f′, the others 0.
@specialized(where T == Float)
@specialized(where T == Double)
public func unpoolPlanes<T: Real>(
  _ delta: UnsafePointer<T>, outputs: UnsafePointer<T>, winners: UnsafePointer<T>,
  planeCount: Int, count: Int, activation: Activation, into dz: UnsafeMutablePointer<T>
) {
  let isRectified = activation == .relu
  for plane in 0..<planeCount {
    let target = dz + plane * count
    let number = T(plane)
    var first = 0
    if T.self == Float.self {
      first = FloatKernels.unpoolPlane(
        floats(delta), outputs: floats(outputs), winners: floats(winners), plane: Float(plane),
        count: count, isRectified: isRectified, into: changing(target))
    }
    for index in first..<count {
      let isZero = winners[index] != number || (isRectified && outputs[index] <= 0)
      target[index] = isZero ? 0 : delta[index]
    }
  }
}

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
