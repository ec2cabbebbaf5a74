import Datasets
import Numerics

/// The safetensors format: a JSON header that says where each tensor lies, then their bytes.
///
/// 8 bytes: the header's length, little-endian; the header, padded with spaces to a multiple of 8;
/// the numbers, 32-bit little-endian floating point, row-major. Tensors stand in the order of their
/// names, members of the header too, so that equal content gives equal bytes.
/// Source: the format's description in the repository huggingface/safetensors.
public struct SafeTensors: Equatable, Sendable {
  public var metadata: [String: String]
  public var tensors: [String: Tensor<Float>]

  public init(metadata: [String: String] = [:], tensors: [String: Tensor<Float>] = [:]) {
    self.metadata = metadata
    self.tensors = tensors
  }

  /// What is wrong with a file's bytes.
  public struct Failure: Error, Equatable, Sendable {
    public var reason: String
    init(_ reason: String) { self.reason = reason }
  }

  static let largestHeader = 16 << 20

  public var bytes: [UInt8] {
    var members: [String: JSONValue] = [:]
    if !metadata.isEmpty { members["__metadata__"] = .object(metadata.mapValues { .string($0) }) }
    var offset = 0
    let names = tensors.keys.sorted()
    for name in names {
      guard let tensor = tensors[name] else { continue }
      let end = offset + tensor.count * 4
      members[name] = .object([
        "dtype": .string("F32"),
        "shape": .array(tensor.shape.dimensions.map { .number(Double($0)) }),
        "data_offsets": .array([.number(Double(offset)), .number(Double(end))]),
      ])
      offset = end
    }
    var header = Array(JSONValue.object(members).text.utf8)
    while header.count % 8 != 0 { header.append(0x20) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + offset)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes += header
    for name in names {
      for value in tensors[name]?.values ?? [] {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return bytes
  }

  // MARK: A sum of its own

  /// The file with the SHA-256 of its own bytes among its metadata; for the sum, that entry is
  /// empty.
  var sealed: SafeTensors {
    var file = self
    file.metadata["sha256"] = sum
    return file
  }

  /// Whether the sum is there and right.
  var isSealed: Bool { metadata["sha256"] == sum }

  private var sum: String {
    var file = self
    file.metadata["sha256"] = ""
    return sha256(file.bytes)
  }

  // MARK: Reading

  /// - Throws: `Failure` if the bytes are cut short, the header is no header, or a tensor does not
  ///   lie where the header says.
  public init(bytes: [UInt8]) throws {
    guard bytes.count >= 8 else {
      throw Failure("\(bytes.count) bytes are too few for a model")
    }
    let length = bytes[0..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(Self.largestHeader) else {
      throw Failure(
        "it is no safetensors file, or damaged: its header claims \(length) bytes; at most "
          + "\(Self.largestHeader) are read")
    }
    let start = 8 + Int(length)
    guard start <= bytes.count else {
      throw Failure("cut short: its header claims \(length) bytes, \(bytes.count - 8) are there")
    }
    let header: JSONValue
    do {
      header = try JSONReader.read(bytes[8..<start])
    } catch let failure as JSONReader.Failure {
      throw Failure("its header is no JSON: \(failure.reason) at byte \(8 + failure.position)")
    }
    guard let members = header.object else { throw Failure("its header is no JSON object") }
    metadata = [:]
    tensors = [:]
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      if name == "__metadata__" {
        for (key, value) in member.object ?? [:] {
          guard let text = value.string else { throw Failure("its metadata \(key) is no text") }
          metadata[key] = text
        }
      } else {
        tensors[name] = try Self.tensor(name, member, bytes[start...])
      }
    }
  }

  private static func tensor(
    _ name: String, _ member: JSONValue, _ data: ArraySlice<UInt8>
  ) throws -> Tensor<Float> {
    guard member["dtype"]?.string == "F32" else {
      throw Failure("\(name) is not of 32-bit floating point numbers")
    }
    guard let shape = member["shape"]?.array?.map(\.integer), shape.count <= 8,
      let offsets = member["data_offsets"]?.array?.map(\.integer), offsets.count == 2,
      let first = offsets[0], let end = offsets[1]
    else { throw Failure("\(name) has no shape or no place in the file") }
    var count = 1
    var dimensions: [Int] = []
    for extent in shape {
      guard let extent, extent >= 0, extent <= 1 << 30 else {
        throw Failure("\(name) has an impossible shape")
      }
      dimensions.append(extent)
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= 1 << 40 else { throw Failure("\(name) is impossibly large") }
      count = product
    }
    guard first >= 0, first <= end, end <= data.count else {
      throw Failure(
        "\(name) should lie at \(first) ..< \(end), but the file holds \(data.count) bytes of data")
    }
    guard end - first == count * 4 else {
      throw Failure("\(name) has \(end - first) bytes, its shape \(Shape(dimensions)) \(count * 4)")
    }
    let values = data.withUnsafeBytes { raw in
      (0..<count).map { index in
        Float(
          bitPattern: UInt32(
            littleEndian: raw.loadUnaligned(fromByteOffset: first + index * 4, as: UInt32.self)))
      }
    }
    return Tensor(Shape(dimensions), values)
  }
}
