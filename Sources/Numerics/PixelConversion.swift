/// Pixels as numbers, each multiplied by `scale`.
@specialized(where T == Float)
@specialized(where T == Double)
public func convert<T: Real>(
  _ pixels: UnsafePointer<UInt8>, scale: T, into values: UnsafeMutablePointer<T>, count: Int
) {
  if T.self == Float.self {
    FloatKernels.current.convert(pixels, Float(scale), changing(values), count)
  } else {
    for index in 0..<count { values[index] = T(pixels[index]) * scale }
  }
}

/// Pixels as numbers, each column multiplied by a scale of its own.
@specialized(where T == Float)
@specialized(where T == Double)
public func convertColumns<T: Real>(
  _ pixels: UnsafePointer<UInt8>, scales: ArraySlice<T>, into values: UnsafeMutablePointer<T>,
  rows: Int
) {
  let columns = scales.count
  scales.withUnsafeBufferPointer { scales in
    if T.self == Float.self, let base = scales.baseAddress {
      FloatKernels.current.convert_columns(pixels, floats(base), rows, columns, changing(values))
      return
    }
    for row in 0..<rows {
      let start = row * columns
      for column in 0..<columns {
        values[start + column] = T(pixels[start + column]) * scales[column]
      }
    }
  }
}
