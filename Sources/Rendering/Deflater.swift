import Glibc

/// Packs the rows of a drawing into a zlib stream (RFC 1950, 1951).
///
/// In a drawing nearly every pixel is that of the row above. General compressors look at each of
/// these zeros; this one is told where they are and spends its time on the rest only, which is
/// ten times as fast on an empty page at nearly the same size.
final class Deflater {
  /// The zlib stream so far.
  private(set) var bytes: [UInt8] = [0x78, 0x01]
  private var bits: UInt64 = 0
  private var bitCount = 0
  // Adler-32 of everything that went in.
  private var a = 1
  private var b = 0
  /// Literal bytes, and matches as 1 << 31 | length << 16 | distance.
  private var tokens: [UInt32] = []
  private var lastByte: UInt8 = 1

  /// What went in of late; matches point back into it.
  private let window: UnsafeMutablePointer<UInt8>
  private var end = 0
  /// The number in the stream of the window's first byte.
  private var base = 0
  /// For a hash of four bytes, where they were seen last.
  private let seen: UnsafeMutablePointer<Int>

  private static let reach = 32_768
  private static let capacity = 1 << 18
  private static let hashBits = 13
  private static let blockTokens = 60_000

  init() {
    window = .allocate(capacity: Self.capacity + 8)
    window.initialize(repeating: 0, count: Self.capacity + 8)
    seen = .allocate(capacity: 1 << Self.hashBits)
    seen.initialize(repeating: -1, count: 1 << Self.hashBits)
    tokens.reserveCapacity(Self.blockTokens + 1000)
  }

  deinit {
    window.deallocate()
    seen.deallocate()
  }

  /// Appends `count` zero bytes.
  func appendZeros(_ count: Int) {
    var rest = count
    while rest > 0 {
      let part = min(rest, Self.reach)
      makeRoom(part)
      memset(window + end, 0, part)
      end += part
      rest -= part
    }
    b = (b + count * a) % 65_521
    rest = count
    if lastByte != 0, rest > 0 {
      tokens.append(0)
      rest -= 1
    }
    while rest >= 3 {
      // No remainder of one or two bytes is left to literals.
      let length = rest > 258 && rest < 261 ? rest - 3 : min(rest, 258)
      tokens.append(1 << 31 | UInt32(length) << 16 | 1)
      rest -= length
    }
    for _ in 0..<rest { tokens.append(0) }
    if count > 0 { lastByte = 0 }
    flushIfFull()
  }

  /// Appends any bytes, looking for repetitions of four and more.
  func append(_ new: UnsafeBufferPointer<UInt8>) {
    guard let source = new.baseAddress, !new.isEmpty else { return }
    var start = 0
    while start < new.count {
      let part = min(new.count - start, Self.reach)
      makeRoom(part)
      memcpy(window + end, source + start, part)
      pack(end, end + part)
      end += part
      start += part
    }
    lastByte = new[new.count - 1]
    flushIfFull()
  }

  private func pack(_ from: Int, _ to: Int) {
    var i = from
    while i < to {
      var length = 0
      var distance = 0
      if i + 4 <= to {
        let word = UnsafeRawPointer(window + i).loadUnaligned(as: UInt32.self)
        let hash = Int((word &* 2_654_435_761) >> UInt32(32 - Self.hashBits))
        let candidate = seen[hash]
        seen[hash] = base + i
        distance = base + i - candidate
        if candidate >= base, distance <= Self.reach - 1 {
          let old = window + (candidate - base)
          if UnsafeRawPointer(old).loadUnaligned(as: UInt32.self) == word {
            length = 4
            let limit = min(258, to - i)
            while length < limit, old[length] == window[i + length] { length += 1 }
          }
        }
      }
      let step = max(length, 1)
      if length == 0 {
        tokens.append(UInt32(window[i]))
      } else {
        tokens.append(1 << 31 | UInt32(length) << 16 | UInt32(distance))
      }
      for k in i..<i + step {
        a += Int(window[k])
        b += a
      }
      a %= 65_521
      b %= 65_521
      i += step
    }
  }

  private func makeRoom(_ count: Int) {
    if end + count <= Self.capacity { return }
    let drop = end - Self.reach
    memmove(window, window + drop, Self.reach)
    end = Self.reach
    base += drop
  }

  /// Ends the stream.
  func finish() -> [UInt8] {
    flush(isLast: true)
    if bitCount > 0 { put(0, 8 - bitCount % 8) }
    while bitCount >= 8 { takeByte() }
    let sum = UInt32(b) << 16 | UInt32(a)
    bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
    return bytes
  }

  private func flushIfFull() {
    if tokens.count >= Self.blockTokens { flush(isLast: false) }
  }

  /// Writes one block with codes of its own.
  private func flush(isLast: Bool) {
    var literalCounts = [Int](repeating: 0, count: 286)
    var distanceCounts = [Int](repeating: 0, count: 30)
    literalCounts[256] = 1
    for token in tokens {
      if token < 256 {
        literalCounts[Int(token)] += 1
      } else {
        literalCounts[DeflateTables.lengthCode(token)] += 1
        distanceCounts[DeflateTables.distanceCode(token)] += 1
      }
    }
    let literals = HuffmanCode(literalCounts)
    let distances = HuffmanCode(distanceCounts)
    put(isLast ? 1 : 0, 1)
    put(2, 2)
    put(286 - 257, 5)
    put(30 - 1, 5)
    put(19 - 4, 4)
    // The lengths themselves get a code of four bits each; 16, 17 and 18 (repetitions) none.
    for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] {
      put(symbol < 16 ? 4 : 0, 3)
    }
    let fours = HuffmanCode([Int](repeating: 1, count: 16))
    for length in literals.lengths + distances.lengths { put(fours.codes[Int(length)], 4) }
    for token in tokens {
      if token < 256 {
        put(literals.codes[Int(token)], Int(literals.lengths[Int(token)]))
        continue
      }
      let length = DeflateTables.lengthCode(token)
      put(literals.codes[length], Int(literals.lengths[length]))
      let (lengthExtra, lengthBits) = DeflateTables.lengthExtra(token, length)
      put(lengthExtra, lengthBits)
      let distance = DeflateTables.distanceCode(token)
      put(distances.codes[distance], Int(distances.lengths[distance]))
      let (distanceExtra, distanceBits) = DeflateTables.distanceExtra(token, distance)
      put(distanceExtra, distanceBits)
    }
    put(literals.codes[256], Int(literals.lengths[256]))
    tokens.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private func put(_ value: UInt16, _ count: Int) {
    bits |= UInt64(value) << UInt64(bitCount)
    bitCount += count
    while bitCount >= 32 { for _ in 0..<4 { takeByte() } }
  }

  @inline(__always)
  private func takeByte() {
    bytes.append(UInt8(truncatingIfNeeded: bits))
    bits >>= 8
    bitCount -= 8
  }
}

/// The codes for lengths and distances (RFC 1951, 3.2.5).
enum DeflateTables {
  private static let lengthBases: [Int] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let distanceBases: [Int] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12_289, 16_385, 24_577,
  ]
  /// The code of each length, 0 … 258.
  private static let lengthCodes: [UInt16] = (0...258).map { length in
    UInt16(257 + (lengthBases.lastIndex { $0 <= length } ?? 0))
  }
  /// The code of each distance up to 256, and of each 128 beyond.
  private static let nearCodes: [UInt16] = (0...256).map(code)
  private static let farCodes: [UInt16] = (0..<256).map { code($0 * 128 + 1) }

  private static func code(_ distance: Int) -> UInt16 {
    UInt16(distanceBases.lastIndex { $0 <= distance } ?? 0)
  }

  static func lengthCode(_ token: UInt32) -> Int {
    Int(lengthCodes[Int(token >> 16 & 0x1FF)])
  }

  static func distanceCode(_ token: UInt32) -> Int {
    let distance = Int(token & 0xFFFF)
    return Int(distance <= 256 ? nearCodes[distance] : farCodes[(distance - 1) >> 7])
  }

  static func lengthExtra(_ token: UInt32, _ code: Int) -> (UInt16, Int) {
    let length = Int(token >> 16 & 0x1FF)
    let bits = code < 265 || code == 285 ? 0 : (code - 261) / 4
    return (UInt16(length - lengthBases[code - 257]), bits)
  }

  static func distanceExtra(_ token: UInt32, _ code: Int) -> (UInt16, Int) {
    let distance = Int(token & 0xFFFF)
    return (UInt16(distance - distanceBases[code]), code < 4 ? 0 : code / 2 - 1)
  }
}
