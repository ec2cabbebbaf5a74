/// Pixels as numbers, each multiplied by `scale`.
@specialized(where T == Float)
@specialized(where T == Double)
public func convert<T: Real>(
  _ pixels: UnsafePointer<UInt8>, scale: T, into values: UnsafeMutablePointer<T>, count: Int
) {
  for index in 0..<count { values[index] = T(pixels[index]) * scale }
}

/// Pixels as numbers, each column multiplied by a scale of its own.
@specialized(where T == Float)
@specialized(where T == Double)
public func convertColumns<T: Real>(
  _ pixels: UnsafePointer<UInt8>, scales: [T], into values: UnsafeMutablePointer<T>, rows: Int
) {
  for row in 0..<rows {
    let start = row * scales.count
    for column in 0..<scales.count {
      values[start + column] = T(pixels[start + column]) * scales[column]
    }
  }
}
