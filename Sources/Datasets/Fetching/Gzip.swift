import CZlib

/// The bytes as a gzip file without name or time, so that the same bytes give the same file.
func gzip(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
  var stream = z_stream()
  let status = deflateInit2_(
    &stream, level, Z_DEFLATED, DeflateWrapper.gzip.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  precondition(status == Z_OK, "zlib could not be started: \(status)")
  defer { deflateEnd(&stream) }
  precondition(bytes.count < 1 << 32, "\(bytes.count) bytes are too many for one call")
  return bytes.withUnsafeBufferPointer { input in
    let room = Int(deflateBound(&stream, UInt(input.count)))
    return [UInt8](unsafeUninitializedCapacity: room) { output, count in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(room)
      let status = deflate(&stream, Z_FINISH)
      precondition(status == Z_STREAM_END, "zlib ended with status \(status)")
      count = room - Int(stream.avail_out)
    }
  }
}
