import CZlib

/// The wrapper around deflated data.
enum DeflateWrapper: Int32 {
  /// RFC 1952: header, deflated data, CRC-32 and length.
  case gzip = 31
  /// RFC 1951 alone, as in a zip file.
  case none = -15
}

/// Unpacks deflated data piece by piece, never more than it is asked for: a file that unpacks to
/// far more than its header says costs nothing.
struct Inflation: ~Copyable {
  enum Failure: Error, Equatable {
    case truncated
    case damaged(String)
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private let wrapper: DeflateWrapper
  private var hasEnded = false

  /// - Parameter input: must stay where it is while the value lives.
  init(_ input: UnsafeBufferPointer<UInt8>, _ wrapper: DeflateWrapper) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    self.wrapper = wrapper
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = UInt32(clamping: input.count)
    let status = inflateInit2_(
      stream, wrapper.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib could not be started: \(status)")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// The next `count` bytes, or fewer where the data end.
  mutating func next(_ count: Int) throws(Failure) -> [UInt8] {
    var failure: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count && failure == nil && !hasEnded {
        let room = min(count - filled, 1 << 30)
        stream.pointee.next_out = buffer.baseAddress.map { $0 + filled }
        stream.pointee.avail_out = UInt32(room)
        failure = step()
        filled += room - Int(stream.pointee.avail_out)
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Whether the data end here, with the right checksum and nothing more to unpack.
  mutating func isAtEnd() throws(Failure) -> Bool {
    try next(1).isEmpty
  }

  private mutating func step() -> Failure? {
    let status = inflate(stream, Z_NO_FLUSH)
    switch status {
    case Z_STREAM_END:
      // A gzip file may consist of several members, one after the other.
      if wrapper == .gzip && stream.pointee.avail_in > 18 && stream.pointee.next_in[0] == 0x1F {
        inflateReset(stream)
      } else {
        hasEnded = true
      }
      return nil
    case Z_OK:
      return nil
    case Z_BUF_ERROR:
      return .truncated
    default:
      return .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)")
    }
  }
}

/// No deflated data unpack to more than this many times their length.
let greatestInflationRatio = 1032
