/// A zip file in memory, its entries stored or deflated (PKWARE's APPNOTE 6.3, without encryption,
/// parts or files of 4 GB and more).
struct ZipArchive {
  struct Entry: Equatable {
    var name: String
    var isDeflated: Bool
    var packedSize: Int
    var size: Int
    var crc: UInt32
    /// Where its local header begins.
    var offset: Int
  }

  let entries: [Entry]
  private let bytes: [UInt8]
  private let path: String

  init(_ bytes: [UInt8], path: String) throws(DatasetError) {
    self.bytes = bytes
    self.path = path
    guard let end = ZipArchive.endOfDirectory(bytes) else {
      throw DatasetError(
        .corrupt, ZipArchive.operation, path: path,
        "it has no zip directory: it is cut short, or no zip file")
    }
    let count = bytes.littleEndian(at: end + 10, 2)
    var place = bytes.littleEndian(at: end + 16, 4)
    var found: [Entry] = []
    for _ in 0..<count {
      guard place + 46 <= end, bytes.littleEndian(at: place, 4) == 0x0201_4B50 else {
        throw DatasetError(
          .corrupt, ZipArchive.operation, path: path, "the zip directory is damaged")
      }
      let nameLength = bytes.littleEndian(at: place + 28, 2)
      let rest = bytes.littleEndian(at: place + 30, 2) + bytes.littleEndian(at: place + 32, 2)
      let method = bytes.littleEndian(at: place + 10, 2)
      let flags = bytes.littleEndian(at: place + 8, 2)
      guard place + 46 + nameLength <= end else {
        throw DatasetError(
          .corrupt, ZipArchive.operation, path: path, "the zip directory is damaged")
      }
      let name = String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self)
      guard method == 0 || method == 8, flags & 1 == 0 else {
        throw DatasetError(
          .corrupt, ZipArchive.operation, path: path,
          "\(printable(name, limit: 60)) is encrypted or packed by a method other than deflate")
      }
      found.append(
        Entry(
          name: name, isDeflated: method == 8,
          packedSize: bytes.littleEndian(at: place + 20, 4),
          size: bytes.littleEndian(at: place + 24, 4),
          crc: UInt32(bytes.littleEndian(at: place + 16, 4)),
          offset: bytes.littleEndian(at: place + 42, 4)))
      place += 46 + nameLength + rest
    }
    entries = found
  }

  /// The unpacked bytes of an entry, its size and CRC-32 checked.
  func contents(of entry: Entry) throws(DatasetError) -> [UInt8] {
    func corrupt(_ reason: String) -> DatasetError {
      DatasetError(
        .corrupt, ZipArchive.operation, path: path, "\(printable(entry.name, limit: 60)) \(reason)")
    }
    // The local header repeats name and extra field, with lengths of its own.
    let header = entry.offset
    guard header + 30 <= bytes.count, bytes.littleEndian(at: header, 4) == 0x0403_4B50 else {
      throw corrupt("does not begin where the zip directory says")
    }
    let start =
      header + 30 + bytes.littleEndian(at: header + 26, 2)
      + bytes.littleEndian(at: header + 28, 2)
    guard start + entry.packedSize <= bytes.count else { throw corrupt("is cut short") }
    guard entry.size <= largestFile else {
      throw DatasetError(
        .tooLarge, ZipArchive.operation, path: path,
        "\(printable(entry.name, limit: 60)) unpacks to \(entry.size) bytes, more than the \(largestFile) "
          + "that are read at most")
    }
    let unpacked: [UInt8]
    if entry.isDeflated {
      guard entry.size <= entry.packedSize * greatestInflationRatio else {
        throw corrupt(
          "cannot unpack to \(entry.size) bytes from \(entry.packedSize) packed ones")
      }
      do throws(Inflation.Failure) {
        unpacked = try inflate(start..<start + entry.packedSize, size: entry.size)
      } catch {
        throw corrupt(error == .truncated ? "is cut short" : "is damaged: \(error)")
      }
    } else {
      unpacked = Array(bytes[start..<start + entry.packedSize])
    }
    guard unpacked.count == entry.size, crc32(of: unpacked) == entry.crc else {
      throw corrupt("has not the size or checksum that the zip directory says")
    }
    return unpacked
  }

  /// One byte more than `size` where there is more, so that the caller notices.
  private func inflate(_ range: Range<Int>, size: Int) throws(Inflation.Failure) -> [UInt8] {
    var result: Result<[UInt8], Inflation.Failure> = .success([])
    bytes.withUnsafeBufferPointer { buffer in
      var inflation = Inflation(UnsafeBufferPointer(rebasing: buffer[range]), .none)
      do throws(Inflation.Failure) {
        var unpacked = try inflation.next(size)
        if try !inflation.isAtEnd() { unpacked.append(0) }
        result = .success(unpacked)
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  /// The end record stands last, before a comment of at most 65,535 bytes.
  private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    var place = bytes.count - 22
    let earliest = max(0, place - 0xFFFF)
    while place >= earliest {
      if bytes.littleEndian(at: place, 4) == 0x0605_4B50 { return place }
      place -= 1
    }
    return nil
  }

  static let operation = "read the npz file"
}

extension Array<UInt8> {
  /// An unsigned number of `count` bytes (at most 7), the lowest first.
  func littleEndian(at offset: Int, _ count: Int) -> Int {
    var value = 0
    for i in (0..<count).reversed() { value = value << 8 | Int(self[offset + i]) }
    return value
  }
}
