import CDeflate

/// The symbol of a length or a distance, and the bits that follow it (RFC 1951, 3.2.5).
struct BlockSymbol {
  var symbol: Int
  var extra: UInt64
  var extraBits: Int

  /// The length of a match, 3 … 258, counted from the first length symbol.
  ///
  /// From 11 on, four symbols share the lengths from one power of two (and 3) to the next.
  @inline(__always)
  static func length(_ token: UInt32) -> BlockSymbol {
    let length = token >> 16 & 0x1FF
    let past = length - 3
    if past < 8 { return BlockSymbol(symbol: Int(past), extra: 0, extraBits: 0) }
    if length == 258 { return BlockSymbol(symbol: 28, extra: 0, extraBits: 0) }
    let bits = UInt32(29 - past.leadingZeroBitCount)
    return BlockSymbol(
      symbol: Int(4 * bits + 4 + (past >> bits & 3)), extra: UInt64(past & ((1 << bits) - 1)),
      extraBits: Int(bits))
  }

  /// The distance of a match, 1 … 32,768: two symbols from one power of two (and 1) to the next.
  @inline(__always)
  static func distance(_ token: UInt32) -> BlockSymbol {
    let past = (token & 0xFFFF) - 1
    if past < 4 { return BlockSymbol(symbol: Int(past), extra: 0, extraBits: 0) }
    let bits = UInt32(30 - past.leadingZeroBitCount)
    return BlockSymbol(
      symbol: Int(2 * bits + 2 + (past >> bits & 1)), extra: UInt64(past & ((1 << bits) - 1)),
      extraBits: Int(bits))
  }
}

/// Gathers bits into bytes, the lowest bit first.
struct BitWriter: ~Copyable {
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var bytes: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity = 1 << 18

  init() {
    bytes = .allocate(capacity: capacity)
  }

  deinit {
    bytes.deallocate()
  }

  /// Appends the lowest `count` bits of `value`, 32 at most.
  @inline(__always)
  mutating func put(_ value: UInt64, _ count: Int) {
    bits |= value << UInt64(bitCount)
    bitCount += count
    if bitCount >= 32 { takeWord() }
  }

  /// Appends the code of a symbol.
  @inline(__always)
  mutating func put(_ code: HuffmanCode, _ symbol: Int) {
    put(UInt64(code.codes[symbol]), Int(code.lengths[symbol]))
  }

  private mutating func takeWord() {
    makeRoom()
    let word = UInt32(truncatingIfNeeded: bits).littleEndian
    UnsafeMutableRawPointer(bytes + count).storeBytes(of: word, as: UInt32.self)
    count += 4
    bits >>= 32
    bitCount -= 32
  }

  private mutating func makeRoom() {
    if count + 8 <= capacity { return }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
    capacity *= 2
  }

  /// Fills the last byte with zeros where it is not full.
  mutating func fillByte() {
    put(0, (8 - bitCount % 8) % 8)
  }

  /// All bytes so far, of which the last has to be full.
  mutating func finish() -> [UInt8] {
    makeRoom()
    while bitCount > 0 {
      bytes[count] = UInt8(truncatingIfNeeded: bits)
      count += 1
      bits >>= 8
      bitCount -= 8
    }
    return [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  }
}

/// Adler-32, the check sum of a zlib stream (RFC 1950): in `a` the sum of all bytes and 1, in `b`
/// the sum of all such sums.
struct AdlerSum {
  private(set) var value: UInt32 = 1

  mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    value = libdeflate_adler32(value, bytes, count)
  }

  /// Adds zero bytes: `a` stays as it is.
  mutating func addZeros(_ count: Int) {
    let (a, b) = (UInt64(value & 0xFFFF), UInt64(value >> 16))
    value = UInt32((b + UInt64(count) % 65_521 * a) % 65_521) << 16 | UInt32(a)
  }
}
