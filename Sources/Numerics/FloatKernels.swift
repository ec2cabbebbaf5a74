/// The loops that training in `Float` spends its time in, written for vector instructions.
///
/// They stand apart because generic code, even where it is specialised for `Float`, compares and
/// selects one number at a time. Each does what the generic loop of the same name does, number for
/// number in the same order; tests hold the two against each other.
enum FloatKernels {
  typealias Source = UnsafePointer<Float>
  typealias Target = UnsafeMutablePointer<Float>

  @inline(__always) static func load(_ p: Source) -> SIMD8<Float> {
    UnsafeRawPointer(p).loadUnaligned(as: SIMD8<Float>.self)
  }

  @inline(__always) static func load(_ p: Target) -> SIMD8<Float> {
    UnsafeRawPointer(p).loadUnaligned(as: SIMD8<Float>.self)
  }

  @inline(__always) static func store(_ values: SIMD8<Float>, _ p: Target) {
    UnsafeMutableRawPointer(p).storeBytes(of: values, as: SIMD8<Float>.self)
  }

  /// z + b for each row, and max(z + b, 0) where `isRectified`; returns the columns that are done.
  static func addBias(
    _ bias: Source, _ z: Target, rows: Int, columns: Int, stride: Int, isRectified: Bool
  ) -> Int {
    var column = 0
    while column + 8 <= columns {
      let b = load(bias + column)
      var values = z + column
      if isRectified {
        for _ in 0..<rows {
          let sum = load(values) + b
          store(sum.replacing(with: 0, where: sum .<= 0), values)
          values += stride
        }
      } else {
        for _ in 0..<rows {
          store(load(values) + b, values)
          values += stride
        }
      }
      column += 8
    }
    return column
  }

  /// δ where a > 0, else 0; returns how many are done.
  static func rectifyDelta(_ delta: Target, outputs: Source, count: Int) -> Int {
    var index = 0
    while index + 8 <= count {
      let values = load(delta + index)
      store(values.replacing(with: 0, where: load(outputs + index) .<= 0), delta + index)
      index += 8
    }
    return index
  }

  /// The sums of the columns; returns the columns that are done.
  static func sumColumns(
    _ a: Source, rows: Int, columns: Int, stride: Int, into sums: Target
  ) -> Int {
    var column = 0
    while column + 8 <= columns {
      var sum = load(sums + column)
      var values = a + column
      for _ in 0..<rows {
        sum += load(values)
        values += stride
      }
      store(sum, sums + column)
      column += 8
    }
    return column
  }

  /// The largest of each square's planes and its number; returns the channels that are done.
  static func poolPlanes(
    _ z: Source, planes: Int, squares: Int, channels: Int, into output: Target, winners: Target
  ) -> Int {
    let done = channels / 8 * 8
    guard done > 0 else { return 0 }
    for square in 0..<squares {
      let first = z + square * planes * channels
      for channel in stride(from: 0, to: done, by: 8) {
        var best = load(first + channel)
        var winner = SIMD8<Float>(repeating: 0)
        for plane in 1..<max(planes, 1) {
          let values = load(first + plane * channels + channel)
          let isLarger = values .> best
          best.replace(with: values, where: isLarger)
          winner.replace(with: Float(plane), where: isLarger)
        }
        store(best, output + square * channels + channel)
        store(winner, winners + square * channels + channel)
      }
    }
    return done
  }

  /// δ for the winners, where the output is above 0 if `isRectified`, else 0; returns the channels
  /// that are done.
  static func unpoolPlanes(
    _ delta: Source, outputs: Source, winners: Source, planes: Int, squares: Int, channels: Int,
    isRectified: Bool, into dz: Target
  ) -> Int {
    let done = channels / 8 * 8
    guard done > 0 else { return 0 }
    for square in 0..<squares {
      for channel in stride(from: 0, to: done, by: 8) {
        let place = square * channels + channel
        var values = load(delta + place)
        if isRectified { values.replace(with: 0, where: load(outputs + place) .<= 0) }
        let winner = load(winners + place)
        let target = dz + square * planes * channels + channel
        for plane in 0..<planes {
          store(
            values.replacing(with: 0, where: winner .!= Float(plane)), target + plane * channels)
        }
      }
    }
    return done
  }

  /// target = target + source.
  static func add(_ source: Source, to target: Target, count: Int) {
    var index = 0
    while index + 8 <= count {
      store(load(target + index) + load(source + index), target + index)
      index += 8
    }
    while index < count {
      target[index] += source[index]
      index += 1
    }
  }
}

/// Pointers of a generic kernel that was asked for `Float`.
@inline(__always) func floats<T>(_ pointer: UnsafePointer<T>) -> UnsafePointer<Float> {
  UnsafeRawPointer(pointer).assumingMemoryBound(to: Float.self)
}

@inline(__always) func changing<T>(
  _ pointer: UnsafeMutablePointer<T>
) -> UnsafeMutablePointer<Float> {
  UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Float.self)
}
