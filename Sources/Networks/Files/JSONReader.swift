/// Reads JSON text, at most `deepest` values inside one another.
struct JSONReader {
  /// What is wrong, and at which byte.
  struct Failure: Error, Equatable {
    var reason: String
    var position: Int
  }

  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private static let deepest = 32

  /// - Throws: `Failure`
  static func read(_ bytes: ArraySlice<UInt8>) throws -> JSONValue {
    var reader = JSONReader(bytes: bytes, position: bytes.startIndex)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.peek == nil else { throw reader.failure("text after the end") }
    return value
  }

  static func read(_ text: String) throws -> JSONValue {
    try read(Array(text.utf8)[...])
  }

  private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private func failure(_ reason: String) -> Failure {
    Failure(reason: reason, position: position - bytes.startIndex)
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) throws {
    guard peek == UInt8(ascii: character) else { throw failure("expected \(character)") }
    position += 1
  }

  private mutating func value(depth: Int) throws -> JSONValue {
    guard depth < Self.deepest else { throw failure("too many values inside one another") }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws -> JSONValue {
    for character in word.unicodeScalars { try take(character) }
    return value
  }

  private mutating func object(depth: Int) throws -> [String: JSONValue] {
    try take("{")
    var members: [String: JSONValue] = [:]
    skipSpace()
    if peek == UInt8(ascii: "}") {
      position += 1
      return members
    }
    while true {
      skipSpace()
      let key = try string()
      skipSpace()
      try take(":")
      guard members[key] == nil else { throw failure("\(key) stands twice") }
      members[key] = try value(depth: depth + 1)
      skipSpace()
      if peek == UInt8(ascii: "}") {
        position += 1
        return members
      }
      try take(",")
    }
  }

  private mutating func array(depth: Int) throws -> [JSONValue] {
    try take("[")
    var values: [JSONValue] = []
    skipSpace()
    if peek == UInt8(ascii: "]") {
      position += 1
      return values
    }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if peek == UInt8(ascii: "]") {
        position += 1
        return values
      }
      try take(",")
    }
  }

  private mutating func number() throws -> Double {
    let start = position
    while let byte = peek, "+-.eE0123456789".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else { throw failure("expected a value") }
    return value
  }

  private mutating func string() throws -> String {
    try take("\"")
    var text: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw failure("a string is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
      case 0..<0x20: throw failure("a control character in a string")
      default: text.append(byte)
      }
    }
    throw failure("a string does not end")
  }

  private mutating func escaped() throws -> Unicode.Scalar {
    guard let byte = peek else { throw failure("a string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"):
      let first = try hexadecimal()
      if let scalar = Unicode.Scalar(first) { return scalar }
      guard first < 0xDC00 else { throw failure("half of a character") }
      try take("\\")
      try take("u")
      let second = try hexadecimal()
      guard 0xDC00...0xDFFF ~= second,
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { throw failure("half of a character") }
      return scalar
    default: throw failure("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard position + 4 <= bytes.endIndex,
      let value = UInt32(
        String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("expected four hexadecimal digits") }
    position += 4
    return value
  }
}
