import Glibc

/// Packs the rows of a drawing into a zlib stream (RFC 1950, 1951).
///
/// In a drawing nineteen of twenty pixels are those of the row above. General compressors look at
/// each of these zeros; this one is told where they are and spends its time on the rest only,
/// which takes about a quarter of the time at nearly the same size.
struct Deflater: ~Copyable {
  private var output = BitWriter()
  private var checksum = AdlerSum()
  /// Literal bytes, and matches as 1 << 31 | length << 16 | distance.
  private let tokens: UnsafeMutablePointer<UInt32>
  private var tokenCount = 0
  private var lastByte: UInt8 = 1

  /// What went in of late; matches point back into it.
  private let window: UnsafeMutablePointer<UInt8>
  private var end = 0
  /// The number in the stream of the window's first byte.
  private var base = 0
  /// For a hash of four bytes, where they were seen last: a guess, compared before it is used.
  private let seen: UnsafeMutablePointer<UInt32>

  /// How far back a match may point.
  private static let reach = 32_768
  private static let capacity = 1 << 18
  private static let hashBits = 13
  private static let blockTokens = 60_000

  init() {
    window = .allocate(capacity: Self.capacity + 8)
    window.initialize(repeating: 0, count: Self.capacity + 8)
    seen = .allocate(capacity: 1 << Self.hashBits)
    seen.initialize(repeating: 0, count: 1 << Self.hashBits)
    tokens = .allocate(capacity: Self.blockTokens + 2 * Self.reach)
    output.put(0x0178, 16)
  }

  deinit {
    window.deallocate()
    seen.deallocate()
    tokens.deallocate()
  }

  /// Appends `count` zero bytes.
  mutating func appendZeros(_ count: Int) {
    var start = 0
    while start < count {
      let part = min(count - start, Self.reach)
      makeRoom(part)
      memset(window + end, 0, part)
      end += part
      start += part
      packZeros(part)
    }
    checksum.addZeros(count)
  }

  private mutating func packZeros(_ count: Int) {
    var rest = count
    if lastByte != 0 {
      add(0)
      rest -= 1
      lastByte = 0
    }
    while rest >= 3 {
      // No remainder of one or two bytes is left to literals.
      let length = rest > 258 && rest < 261 ? rest - 3 : min(rest, 258)
      add(1 << 31 | UInt32(length) << 16 | 1)
      rest -= length
    }
    for _ in 0..<rest { add(0) }
    if tokenCount >= Self.blockTokens { flush(isLast: false) }
  }

  /// Appends any bytes, looking for repetitions of four and more.
  mutating func append(_ source: UnsafePointer<UInt8>, _ count: Int) {
    var start = 0
    while start < count {
      let part = min(count - start, Self.reach)
      makeRoom(part)
      memcpy(window + end, source + start, part)
      pack(end, end + part)
      end += part
      start += part
      lastByte = source[start - 1]
      if tokenCount >= Self.blockTokens { flush(isLast: false) }
    }
    checksum.add(source, count)
  }

  private mutating func pack(_ from: Int, _ to: Int) {
    var i = from
    while i + 4 <= to {
      let word = UnsafeRawPointer(window + i).loadUnaligned(as: UInt32.self)
      let hash = Int((word &* 2_654_435_761) >> UInt32(32 - Self.hashBits))
      let here = UInt32(truncatingIfNeeded: base + i)
      let distance = Int(here &- seen[hash])
      seen[hash] = here
      var length = 0
      if distance > 0, distance < Self.reach, distance <= i {
        let old = window + (i - distance)
        if UnsafeRawPointer(old).loadUnaligned(as: UInt32.self) == word {
          length = 4
          let limit = min(258, to - i)
          while length < limit, old[length] == window[i + length] { length += 1 }
        }
      }
      if length == 0 {
        add(UInt32(window[i]))
        i += 1
      } else {
        add(1 << 31 | UInt32(length) << 16 | UInt32(distance))
        i += length
      }
    }
    while i < to {
      add(UInt32(window[i]))
      i += 1
    }
  }

  @inline(__always)
  private mutating func add(_ token: UInt32) {
    tokens[tokenCount] = token
    tokenCount += 1
  }

  private mutating func makeRoom(_ count: Int) {
    if end + count <= Self.capacity { return }
    let drop = end - Self.reach
    memmove(window, window + drop, Self.reach)
    end = Self.reach
    base += drop
  }

  /// Ends the stream and returns it.
  consuming func finish() -> [UInt8] {
    flush(isLast: true)
    output.fillByte()
    output.put(UInt64(checksum.value.byteSwapped), 32)
    return output.finish()
  }

  /// Writes one block with codes of its own.
  private mutating func flush(isLast: Bool) {
    var literalCounts = [Int](repeating: 0, count: 286)
    var distanceCounts = [Int](repeating: 0, count: 30)
    literalCounts[256] = 1
    for index in 0..<tokenCount {
      let token = tokens[index]
      if token < 256 {
        literalCounts[Int(token)] += 1
      } else {
        literalCounts[257 + BlockSymbol.length(token).symbol] += 1
        distanceCounts[BlockSymbol.distance(token).symbol] += 1
      }
    }
    let literals = HuffmanCode(literalCounts)
    let distances = HuffmanCode(distanceCounts)
    output.put(isLast ? 1 : 0, 1)
    output.put(2, 2)
    output.put(286 - 257, 5)
    output.put(30 - 1, 5)
    output.put(19 - 4, 4)
    // The lengths themselves get a code of four bits each; 16, 17 and 18 (repetitions) none.
    for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] {
      output.put(symbol < 16 ? 4 : 0, 3)
    }
    let fours = HuffmanCode([Int](repeating: 1, count: 16))
    for length in literals.lengths + distances.lengths { output.put(fours, Int(length)) }
    for index in 0..<tokenCount {
      let token = tokens[index]
      if token < 256 {
        output.put(literals, Int(token))
        continue
      }
      let length = BlockSymbol.length(token)
      output.put(literals, 257 + length.symbol)
      output.put(length.extra, length.extraBits)
      let distance = BlockSymbol.distance(token)
      output.put(distances, distance.symbol)
      output.put(distance.extra, distance.extraBits)
    }
    output.put(literals, 256)
    tokenCount = 0
  }
}
