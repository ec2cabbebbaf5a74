import Foundation

/// What a pencil computes with.
public protocol PencilNumber: Comparable {
  init(_ whole: Int)
  /// `12.5`; nil for anything else.
  init?(digits: String)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  func divided(by other: Self) -> Self?
  func raised(to exponent: Self) -> Self?
  /// σ, tanh, ln and `e^`; nil where the result is no such number.
  static func function(_ name: String, of x: Self) -> Self?
}

/// A fraction in lowest terms, its sign above.
public struct Rational: PencilNumber, Hashable, Sendable {
  public var over: Int128
  public var under: Int128

  public init(_ whole: Int) { self.init(Int128(whole), 1) }
  public init(_ over: Int, _ under: Int) { self.init(Int128(over), Int128(under)) }

  public init(_ over: Int128, _ under: Int128) {
    var (a, b) = (over.magnitude, under.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(max(a, 1)) * (under < 0 ? -1 : 1)
    self.over = over / divisor
    self.under = under / divisor
  }

  public init?(digits text: String) {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, !halves[0].isEmpty, let digits = Int128(halves.joined()) else {
      return nil
    }
    let places = halves.count == 2 ? halves[1].count : 0
    guard places <= 18 else { return nil }
    self.init(digits, (0..<places).reduce(1) { under, _ in under * 10 })
  }

  public var doubleValue: Double { Double(over) / Double(under) }

  public static func + (a: Self, b: Self) -> Self {
    Self(a.over * b.under + b.over * a.under, a.under * b.under)
  }
  public static func - (a: Self, b: Self) -> Self {
    Self(a.over * b.under - b.over * a.under, a.under * b.under)
  }
  public static func * (a: Self, b: Self) -> Self { Self(a.over * b.over, a.under * b.under) }
  public static func < (a: Self, b: Self) -> Bool { a.over * b.under < b.over * a.under }

  public func divided(by other: Self) -> Self? {
    other.over == 0 ? nil : Self(over * other.under, under * other.over)
  }

  /// For small whole exponents.
  public func raised(to exponent: Self) -> Self? {
    guard exponent.under == 1, (0...6).contains(exponent.over) else { return nil }
    return (0..<exponent.over).reduce(Self(1)) { power, _ in power * self }
  }

  public static func function(_ name: String, of x: Self) -> Self? { nil }
}

extension Double: PencilNumber {
  public init?(digits text: String) { self.init(text) }

  public func divided(by other: Double) -> Double? { self / other }

  public func raised(to exponent: Double) -> Double? { pow(self, exponent) }

  public static func function(_ name: String, of x: Double) -> Double? {
    switch name {
    case "σ": 1 / (1 + exp(-x))
    case "tanh": tanh(x)
    case "ln": log(x)
    case "e^": exp(x)
    default: nil
    }
  }
}
