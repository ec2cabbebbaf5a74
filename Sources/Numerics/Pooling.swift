/// Max pooling of z that lies square by square (see `Window.planes`), with bias and activation:
/// out = f(max over the square + b). f does not fall, so it may follow the maximum, on a quarter of
/// the numbers for 2×2.
///
/// - Parameters:
///   - z: squares × planes × channels.
///   - output: squares × channels.
///   - winners: the number of the plane of the (first) largest, for the way back.
@specialized(where T == Float)
@specialized(where T == Double)
public func poolPlanes<T: Real>(
  _ z: UnsafePointer<T>, planes: Int, squares: Int, channels: Int, bias: UnsafePointer<T>,
  activation: Activation, into output: UnsafeMutablePointer<T>,
  winners: UnsafeMutablePointer<T>
) {
  var first = 0
  if T.self == Float.self {
    first = FloatKernels.poolPlanes(
      floats(z), planes: planes, squares: squares, channels: channels, into: changing(output),
      winners: changing(winners))
  }
  if first < channels {
    for square in 0..<squares {
      let values = z + square * planes * channels
      let target = output + square * channels
      let numbers = winners + square * channels
      for channel in first..<channels {
        var best = values[channel]
        var winner: T = 0
        for plane in 1..<max(planes, 1) {
          let value = values[plane * channels + channel]
          if value > best {
            best = value
            winner = T(plane)
          }
        }
        target[channel] = best
        numbers[channel] = winner
      }
    }
  }
  addBias(bias, to: Matrix(output, rows: squares, columns: channels), activation: activation)
}

/// The way back of `poolPlanes`: each winner gets δ · f′ (for ReLU; other activations have been
/// taken back before), the others 0.
@specialized(where T == Float)
@specialized(where T == Double)
public func unpoolPlanes<T: Real>(
  _ delta: UnsafePointer<T>, outputs: UnsafePointer<T>, winners: UnsafePointer<T>,
  planes: Int, squares: Int, channels: Int, activation: Activation,
  into dz: UnsafeMutablePointer<T>
) {
  let isRectified = activation == .relu
  var first = 0
  if T.self == Float.self {
    first = FloatKernels.unpoolPlanes(
      floats(delta), outputs: floats(outputs), winners: floats(winners), planes: planes,
      squares: squares, channels: channels, isRectified: isRectified, into: changing(dz))
  }
  guard first < channels else { return }
  for square in 0..<squares {
    for plane in 0..<planes {
      let target = dz + (square * planes + plane) * channels
      for channel in first..<channels {
        let place = square * channels + channel
        let isZero = winners[place] != T(plane) || (isRectified && outputs[place] <= 0)
        target[channel] = isZero ? 0 : delta[place]
      }
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
