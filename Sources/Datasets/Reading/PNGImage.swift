import CSpng

/// A picture read from a PNG, as grey values 0 … 255.
struct PNGImage {
  var width: Int
  var height: Int
  var pixels: [UInt8]

  /// Pictures to learn from are small; larger ones are refused before they are unpacked.
  static let longestSide = 1024

  init(path: String) throws(DatasetError) {
    try self.init(try readFile(path, to: PNGImage.operation, limit: 16 << 20), path: path)
  }

  /// Colours become luma, 0.299 R + 0.587 G + 0.114 B (BT.601); what is transparent lets the
  /// background through, 0.
  init(_ bytes: [UInt8], path: String) throws(DatasetError) {
    guard let context = spng_ctx_new(0) else {
      preconditionFailure("no memory for a PNG reader")
    }
    defer { spng_ctx_free(context) }
    let side = UInt32(PNGImage.longestSide)
    spng_set_image_limits(context, side, side)
    spng_set_chunk_limits(context, 1 << 20, 4 << 20)
    spng_set_crc_action(context, Int32(SPNG_CRC_ERROR.rawValue), Int32(SPNG_CRC_ERROR.rawValue))

    var header = spng_ihdr()
    var size = 0
    var colours: [UInt8] = []
    // libspng reads the bytes during the following calls, so they must stay where they are.
    let status: Int32 = bytes.withUnsafeBytes { buffer in
      var status = spng_set_png_buffer(context, buffer.baseAddress, buffer.count)
      if status == 0 { status = spng_get_ihdr(context, &header) }
      let format = Int32(SPNG_FMT_RGBA8.rawValue)
      if status == 0 { status = spng_decoded_image_size(context, format, &size) }
      guard status == 0 else { return status }
      colours = [UInt8](repeating: 0, count: size)
      status = spng_decode_image(
        context, &colours, size, format, Int32(SPNG_DECODE_TRNS.rawValue))
      // The file must go on to its end mark, or it was cut short.
      return status == 0 ? spng_decode_chunks(context) : status
    }
    guard status == 0 else {
      if status == SPNG_EUSER_WIDTH.rawValue || status == SPNG_EUSER_HEIGHT.rawValue {
        throw DatasetError(
          .tooLarge, PNGImage.operation, path: path,
          "it is larger than \(side) × \(side) pixels",
          cure: "Networks read small pictures: scale it, MNIST's are 28 × 28.")
      }
      let reason = String(cString: spng_strerror(status))
      throw DatasetError(
        .corrupt, PNGImage.operation, path: path, "it is no sound PNG (\(reason))",
        cure: "Save it again as PNG, or take it out of the folder.")
    }
    width = Int(header.width)
    height = Int(header.height)
    pixels = (0..<width * height).map { i in
      let p = 4 * i
      let luma =
        299 * Int(colours[p]) + 587 * Int(colours[p + 1]) + 114 * Int(colours[p + 2])
      return UInt8((luma * Int(colours[p + 3]) + 127_500) / 255_000)
    }
  }

  private static let operation = "read the picture"
}
