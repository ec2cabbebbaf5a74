import Networks
import Numerics

/// A value of a trace (RFC 8259). Members keep the order in which a kind gives them, that in which
/// they are computed; exact decimals are strings, so that no reader turns them into binary fractions.
public indirect enum TraceJSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case list([TraceJSON])
  /// Measured numbers, as Swift prints arrays of them: traces are compared byte by byte.
  case spaced([TraceJSON])
  case object([JSONMember])

  public var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let text): JSONValue.quoted(text)
    case .list(let values): "[" + values.map { $0.text }.joined(separator: ",") + "]"
    case .spaced(let values): "[" + values.map { $0.text }.joined(separator: ", ") + "]"
    case .object(let members): members.text
    }
  }

  static func decimal(_ value: ExactDecimal) -> TraceJSON { .string(value.asciiText) }
  static func decimals(_ values: [ExactDecimal]) -> TraceJSON { .list(values.map { .decimal($0) }) }
  public static func strings(_ values: [String]) -> TraceJSON { .list(values.map { .string($0) }) }
  static func numbers(_ values: [Double]) -> TraceJSON { .spaced(values.map { .number($0) }) }
}

/// A member of an object of a trace.
public struct JSONMember: Sendable {
  var name: String
  var value: TraceJSON

  public init(_ name: String, _ value: TraceJSON) {
    self.name = name
    self.value = value
  }
}

extension [JSONMember] {
  var text: String {
    "{" + map { JSONValue.quoted($0.name) + ":" + $0.value.text }.joined(separator: ",") + "}"
  }
}
