/// A key that the reader pressed.
public enum Key: Equatable, Sendable {
  case character(Character)
  case enter, backspace, escape
  case left, right, up, down, home, end, pageUp, pageDown
  /// Ctrl-C or Ctrl-D.
  case interrupt
}

/// Makes keys of the bytes that a terminal sends.
public struct KeyReader: Sendable {
  private var pending: [UInt8] = []

  public init() {}

  /// Whether the start of a longer sequence waits for its rest.
  public var isWaiting: Bool { !pending.isEmpty }

  /// The keys that are whole with these bytes.
  public mutating func keys(from bytes: some Sequence<UInt8>) -> [Key] {
    pending += bytes
    var keys: [Key] = []
    while let (key, length) = Self.first(in: pending) {
      pending.removeFirst(length)
      if let key { keys.append(key) }
    }
    return keys
  }

  /// Nothing more came for a while: what waits was a key of its own (the Escape key).
  public mutating func timedOut() -> [Key] {
    defer { pending = [] }
    return pending.first == 27 ? [.escape] : []
  }

  /// The first key and its length in bytes; a nil key is a sequence that means nothing here.
  private static func first(in bytes: [UInt8]) -> (Key?, Int)? {
    guard let byte = bytes.first else { return nil }
    switch byte {
    case 3, 4: return (.interrupt, 1)
    case 10, 13: return (.enter, 1)
    case 8, 127: return (.backspace, 1)
    case 27: return sequence(bytes)
    case 0..<32: return (nil, 1)
    default: return character(bytes)
    }
  }

  private static func character(_ bytes: [UInt8]) -> (Key?, Int)? {
    let length: Int
    switch bytes[0] {
    case 0..<0x80: length = 1
    case 0xC2..<0xE0: length = 2
    case 0xE0..<0xF0: length = 3
    case 0xF0..<0xF5: length = 4
    default: return (nil, 1)
    }
    if bytes.count < length { return nil }
    guard let text = String(validating: bytes[..<length], as: UTF8.self), let first = text.first
    else { return (nil, 1) }
    return (.character(first), length)
  }

  /// Sequences of ECMA-48: `ESC [ … letter` and `ESC O letter`.
  private static func sequence(_ bytes: [UInt8]) -> (Key?, Int)? {
    guard bytes.count > 1 else { return nil }
    guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else {
      return (.escape, 1)
    }
    guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      return bytes.count > 16 ? (nil, bytes.count) : nil
    }
    let parameters = String(decoding: bytes[2..<end], as: UTF8.self)
    let key: Key? =
      switch (bytes[end], parameters.prefix { $0 != ";" }) {
      case (UInt8(ascii: "A"), _): .up
      case (UInt8(ascii: "B"), _): .down
      case (UInt8(ascii: "C"), _): .right
      case (UInt8(ascii: "D"), _): .left
      case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): .home
      case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): .end
      case (UInt8(ascii: "~"), "5"): .pageUp
      case (UInt8(ascii: "~"), "6"): .pageDown
      case (UInt8(ascii: "~"), "3"): .backspace
      default: nil
      }
    return (key, end + 1)
  }
}
