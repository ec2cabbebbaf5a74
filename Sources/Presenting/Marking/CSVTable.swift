import Datasets

/// A table as spreadsheets save it: comma, semicolon or tab; quotes; any line ends; UTF-8 with or
/// without its mark, UTF-16, or Western Windows letters.
public struct CSVTable: Equatable, Sendable {
  /// Names of the columns, in small letters, without spaces around them.
  public var header: [String]
  public var rows: [Row]

  public struct Row: Equatable, Sendable {
    /// The line of the file it begins in, from 1.
    public var line: Int
    public var fields: [String]
  }

  /// Why a table cannot be read.
  public struct ReadError: Error, Equatable, Sendable {
    /// The line of the file, from 1.
    public var line: Int
    public var message: String

    public init(line: Int, message: String) {
      self.line = line
      self.message = message
    }
  }

  /// A class list or a year's answers need far less.
  private static let largestFile = 16 << 20

  /// The bytes of a table that somebody hands in.
  ///
  /// - Throws: `DatasetError`.
  public static func bytes(ofFile path: String) throws(DatasetError) -> [UInt8] {
    try readFile(path, to: "read the table", limit: largestFile)
  }

  /// Reads a file's bytes.
  ///
  /// - Throws: `ReadError` for an empty file, for binary data, and for a quote that is never
  ///   closed.
  public init(_ bytes: [UInt8]) throws(ReadError) {
    let text = try Self.decoded(bytes)
    let separator = Self.separator(of: text)
    var parser = Parser(text: Array(text.unicodeScalars), separator: separator)
    var rows = try parser.rows()
    rows.removeAll { row in row.fields.allSatisfy { Self.trimmed($0).isEmpty } }
    guard let first = rows.first else { throw ReadError(line: 1, message: "the file is empty") }
    header = first.fields.map { Self.trimmed($0).lowercased() }
    self.rows = rows.dropFirst().map {
      Row(line: $0.line, fields: $0.fields.map(Self.trimmed))
    }
  }

  /// The place of a column, by any of its names.
  public func column(_ names: String...) -> Int? {
    names.lazy.compactMap { header.firstIndex(of: $0) }.first
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  private static func decoded(_ bytes: [UInt8]) throws(ReadError) -> String {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return String(decoding: bytes.dropFirst(3), as: UTF8.self)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let isLittle = bytes[0] == 0xFF
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0 + (isLittle ? 1 : 0)]) << 8 | UInt16(bytes[$0 + (isLittle ? 0 : 1)])
      }
      return String(decoding: units, as: UTF16.self)
    }
    guard !bytes.contains(0) else {
      throw ReadError(line: 1, message: "this is no text; save the table as CSV")
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(
      String.UnicodeScalarView(bytes.map { Unicode.Scalar(windows[Int($0)] ?? $0.wide) ?? "?" }))
  }

  /// Where Windows-1252 departs from Latin-1, as far as names need it.
  private static let windows: [Int: UInt32] = [
    0x80: 0x20AC, 0x8A: 0x160, 0x8C: 0x152, 0x8E: 0x17D, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C,
    0x94: 0x201D, 0x96: 0x2013, 0x97: 0x2014, 0x9A: 0x161, 0x9C: 0x153, 0x9E: 0x17E, 0x9F: 0x178,
  ]

  /// Whichever sign stands most often outside quotes in the first line. A decimal comma cannot
  /// mislead it: headers hold words.
  private static func separator(of text: String) -> Unicode.Scalar {
    var counts: [Unicode.Scalar: Int] = [";": 0, "\t": 0, ",": 0]
    var isQuoted = false
    var hasText = false
    for scalar in text.unicodeScalars {
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted, scalar == "\n" || scalar == "\r" {
        if hasText { break }
        continue
      }
      hasText = true
      if !isQuoted, let count = counts[scalar] { counts[scalar] = count + 1 }
    }
    let order: [Unicode.Scalar] = [";", "\t", ","]
    return order.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? ","
  }

  private struct Parser {
    let text: [Unicode.Scalar]
    let separator: Unicode.Scalar
    var place = 0
    var line = 1

    mutating func rows() throws(ReadError) -> [Row] {
      var rows: [Row] = []
      while place < text.count {
        var row = Row(line: line, fields: [])
        while true {
          row.fields.append(try field())
          guard place < text.count, text[place] == separator else { break }
          place += 1
        }
        rows.append(row)
        if place < text.count, text[place] == "\r" { place += 1 }
        if place < text.count, text[place] == "\n" { place += 1 }
        line += 1
      }
      return rows
    }

    private mutating func field() throws(ReadError) -> String {
      var field = String.UnicodeScalarView()
      if place < text.count, text[place] == "\"" {
        let start = line
        place += 1
        while true {
          guard place < text.count else {
            throw ReadError(line: start, message: "a quote “\"” is never closed")
          }
          let scalar = text[place]
          place += 1
          if scalar == "\n" { line += 1 }
          if scalar != "\"" {
            field.append(scalar)
          } else if place < text.count, text[place] == "\"" {
            field.append("\"")
            place += 1
          } else {
            break
          }
        }
      }
      while place < text.count, text[place] != separator, text[place] != "\n",
        text[place] != "\r"
      {
        field.append(text[place])
        place += 1
      }
      return String(field)
    }
  }
}

extension UInt8 {
  fileprivate var wide: UInt32 { UInt32(self) }
}
