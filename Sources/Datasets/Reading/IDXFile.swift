/// One file in the format of the MNIST distribution, plain or gzipped: a magic number that tells
/// type and number of dimensions, each dimension as a big-endian 32-bit number, the values.
///
/// Source: "The IDX file format" at yann.lecun.com/exdb/mnist.
struct IDXFile {
  var dimensions: [Int]
  var values: [UInt8]

  /// - Parameter rank: 1 for labels, 3 for images.
  /// - Throws: whatever keeps the file from being exactly what its header says.
  init(path: String, rank: Int, to operation: String) throws(DatasetError) {
    let bytes = try readFile(path, to: operation)
    try self.init(bytes, rank: rank, to: operation, path: path)
  }

  init(_ bytes: [UInt8], rank: Int, to operation: String, path: String) throws(DatasetError) {
    func corrupt(_ reason: String) -> DatasetError {
      DatasetError(.corrupt, operation, path: path, reason, cure: IDXFile.cure)
    }
    let headerSize = 4 + 4 * rank
    guard !bytes.isEmpty else { throw corrupt("the file is empty") }
    let isPacked = bytes.starts(with: [0x1F, 0x8B])

    if !isPacked {
      dimensions = try IDXFile.dimensions(
        bytes.prefix(headerSize), rank: rank, to: operation, path: path)
      let expected = try IDXFile.size(dimensions, to: operation, path: path)
      guard bytes.count == headerSize + expected else {
        throw corrupt(
          IDXFile.sizeComplaint(dimensions, expected: expected, found: bytes.count - headerSize))
      }
      values = Array(bytes[headerSize...])
      return
    }

    // Unpacked only as far as the header says, and one byte more to see that it ends there.
    var result: (dimensions: [Int], values: [UInt8])?
    let failure: DatasetError? = bytes.withUnsafeBufferPointer { buffer in
      var inflation = Inflation(buffer, .gzip)
      do {
        let header = try inflation.next(headerSize)
        let dimensions = try IDXFile.dimensions(
          header[...], rank: rank, to: operation, path: path)
        let expected = try IDXFile.size(dimensions, to: operation, path: path)
        guard expected <= bytes.count * greatestInflationRatio else {
          return corrupt(
            "its header says \(expected) values, but \(bytes.count) packed bytes cannot hold them")
        }
        let values = try inflation.next(expected)
        guard values.count == expected else {
          return corrupt(
            IDXFile.sizeComplaint(dimensions, expected: expected, found: values.count))
        }
        guard try inflation.isAtEnd() else {
          return corrupt("it unpacks to more than the \(expected) values that its header says")
        }
        result = (dimensions, values)
        return nil
      } catch let error as DatasetError {
        return error
      } catch Inflation.Failure.truncated {
        return corrupt("the gzip data are cut short")
      } catch Inflation.Failure.damaged(let detail) {
        return corrupt("the gzip data are damaged (\(detail))")
      } catch {
        return corrupt("\(error)")
      }
    }
    if let failure { throw failure }
    guard let result else { throw corrupt("it could not be unpacked") }
    dimensions = result.dimensions
    values = result.values
  }

  private static func dimensions(
    _ header: ArraySlice<UInt8>, rank: Int, to operation: String, path: String
  ) throws(DatasetError) -> [Int] {
    func number(_ index: Int) -> Int {
      header.dropFirst(4 * index).prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }
    func corrupt(_ reason: String, cure: String = IDXFile.cure) -> DatasetError {
      DatasetError(.corrupt, operation, path: path, reason, cure: cure)
    }
    guard header.count >= 4 else { throw corrupt("it is cut short inside its header") }
    let expected = 0x0800 + rank
    guard number(0) == expected else {
      let (wanted, other) = rank == 1 ? ("labels", "images") : ("images", "labels")
      throw corrupt(
        "the magic number is \(number(0)), not \(expected): this is no IDX file of \(wanted)",
        cure: number(0) == 0x0804 - rank
          ? "It is one of \(other): exchange the names of the two files." : IDXFile.cure)
    }
    guard header.count == 4 + 4 * rank else { throw corrupt("it is cut short inside its header") }
    return (1...rank).map(number)
  }

  /// The product of the dimensions, none of them 0.
  private static func size(_ dimensions: [Int], to operation: String, path: String)
    throws(DatasetError) -> Int
  {
    var size = 1
    for dimension in dimensions {
      guard dimension > 0 else {
        throw DatasetError(
          .corrupt, operation, path: path,
          "its header says \(dimensions.map(String.init).joined(separator: " × "))", cure: cure)
      }
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      guard !overflow && product <= largestFile else {
        throw DatasetError(
          .tooLarge, operation, path: path,
          "its header says \(dimensions.map(String.init).joined(separator: " × ")) values, "
            + "more than the \(largestFile) that are read at most")
      }
      size = product
    }
    return size
  }

  private static let cure =
    "Copy the file again; 'learn data fetch' brings those of MNIST and Fashion-MNIST."

  private static func sizeComplaint(_ dimensions: [Int], expected: Int, found: Int) -> String {
    let shape = dimensions.map(String.init).joined(separator: " × ")
    return found < expected
      ? "it is cut short: \(shape) need \(expected) values, there are \(found)"
      : "\(shape) need \(expected) values, but \(found) follow the header"
  }
}

/// Bytes of an IDX file, not packed.
///
/// - Parameter dimensions: their product is the number of values.
func encodeIDX(_ values: [UInt8], dimensions: [Int]) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(4 + 4 * dimensions.count + values.count)
  for number in [0x0800 + dimensions.count] + dimensions {
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(number >> shift & 255)) }
  }
  bytes.append(contentsOf: values)
  return bytes
}
