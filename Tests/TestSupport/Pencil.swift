/// Recomputes printed arithmetic as a pupil would: from the plain text alone, in exact fractions.
public struct Pencil {
  public struct Rational: Equatable, Sendable {
    public var over: Int
    public var under: Int

    public init(_ over: Int, _ under: Int = 1) {
      var (a, b) = (abs(over), abs(under))
      while b != 0 { (a, b) = (b, a % b) }
      let sign = under < 0 ? -1 : 1
      self.over = sign * over / max(a, 1)
      self.under = sign * under / max(a, 1)
    }

    public static func + (a: Self, b: Self) -> Self {
      Self(a.over * b.under + b.over * a.under, a.under * b.under)
    }
    public static func * (a: Self, b: Self) -> Self { Self(a.over * b.over, a.under * b.under) }
  }

  public enum Trouble: Error { case unknown(String) }

  private var rest: [Character]
  private let values: [String: Rational]

  /// The value of an expression in which `x1` and the like stand for `values`; throws for words.
  public static func value(_ text: String, _ values: [String: Rational] = [:]) throws -> Rational {
    var pencil = Pencil(rest: text.filter { $0 != " " }.map { $0 }, values: values)
    let result = try pencil.sum()
    guard pencil.rest.isEmpty else { throw Trouble.unknown(String(pencil.rest)) }
    return result
  }

  private mutating func sum() throws -> Rational {
    var result = try product()
    while let sign = rest.first, sign == "+" || sign == "\u{2212}" {
      rest.removeFirst()
      let next = try product()
      result = result + (sign == "+" ? next : Rational(-1) * next)
    }
    return result
  }

  private mutating func product() throws -> Rational {
    var result = try factor()
    while let sign = rest.first, sign == "·" || sign == "/" {
      rest.removeFirst()
      let next = try factor()
      result = result * (sign == "·" ? next : Rational(next.under, next.over))
    }
    return result
  }

  private mutating func factor() throws -> Rational {
    guard let first = rest.first else { throw Trouble.unknown("end") }
    switch first {
    case "+", "\u{2212}":
      rest.removeFirst()
      return Rational(first == "+" ? 1 : -1) * (try factor())
    case "(":
      rest.removeFirst()
      let inner = try sum()
      guard rest.first == ")" else { throw Trouble.unknown(String(rest)) }
      rest.removeFirst()
      return inner
    case "0"..."9":
      return try number()
    default:
      let name = String(rest.prefix { $0.isLetter || $0.isNumber })
      if name == "max", rest.dropFirst(3).first == "(" { return try maximum() }
      guard let value = values[name] else { throw Trouble.unknown(name) }
      rest.removeFirst(name.count)
      return value
    }
  }

  /// `max(a, b, …)`
  private mutating func maximum() throws -> Rational {
    rest.removeFirst(4)
    var largest = try sum()
    while rest.first == "," {
      rest.removeFirst()
      let next = try sum()
      if next.over * largest.under > largest.over * next.under { largest = next }
    }
    guard rest.first == ")" else { throw Trouble.unknown(String(rest)) }
    rest.removeFirst()
    return largest
  }

  private mutating func number() throws -> Rational {
    let text = String(rest.prefix { $0.isNumber || $0 == "." })
    rest.removeFirst(text.count)
    let halves = text.split(separator: ".")
    guard let whole = halves.first, halves.count <= 2, let digits = Int(halves.joined()) else {
      throw Trouble.unknown(text)
    }
    var under = 1
    for _ in 0..<(text.count - whole.count - (halves.count == 2 ? 1 : 0)) { under *= 10 }
    return Rational(digits, under)
  }
}
