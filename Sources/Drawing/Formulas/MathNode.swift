/// One part of a formula, as parsed; nothing in it knows of sizes or fonts.
indirect enum MathNode: Equatable, Sendable {
  /// Parts side by side.
  case row([MathNode])
  /// Digits with at most one point, as written: `0.8`.
  case number(String)
  /// One letter, Latin or Greek, that stands for a value.
  case variable(String)
  /// Several letters in one style.
  case word(String, WordStyle)
  case symbol(MathSymbol)
  case scripts(MathNode, sub: MathNode?, sup: MathNode?, primes: Int)
  case fraction(MathNode, MathNode)
  case root(MathNode)
  case accent(Accent, MathNode)
  /// Brackets that grow with what they hold; nil for the invisible one (`\left.`).
  case fenced(left: Fence?, MathNode, right: Fence?)
  case table(TableKind, rows: [[MathNode]])
  /// Empty room, in ems.
  case space(Double)
  /// Set bold.
  case bold(MathNode)
  /// A rule to write on; the answer stands over it in the key.
  case blank(code: String, answer: MathNode)

  enum WordStyle: Equatable, Sendable {
    /// Running text and names of functions, in the text face.
    case upright
    /// A function's name: keeps a little distance from what follows.
    case function
    /// Vectors and matrices: bold upright letters.
    case boldUpright
  }

  enum Accent: Equatable, Sendable { case hat, bar, vector, tilde }

  enum Fence: Character, Equatable, Sendable {
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
    /// Rounding down.
    case leftFloor = "⌊"
    case rightFloor = "⌋"
    case bar = "|"
  }

  enum TableKind: Equatable, Sendable {
    case matrix(left: Fence?, right: Fence?)
    /// Columns in pairs, right- and left-aligned, so that relations stand below each other.
    case aligned
    /// One brace before several cases.
    case cases
  }

  static let empty = MathNode.row([])
}

/// A sign with a role: the role decides the room around it.
struct MathSymbol: Equatable, Sendable {
  /// TeX's classes of atoms (The TeXbook, chapter 17).
  enum Role: Equatable, Sendable {
    case ordinary, large, binary, relation, opening, closing, punctuation
    /// A binary operator set tight: the dot between factors.
    case product
  }

  var text: String
  var role: Role
  /// The text face has this sign; otherwise the mathematical one gives it.
  var isInTextFace: Bool

  init(_ text: String, _ role: Role, isInTextFace: Bool = true) {
    self.text = text
    self.role = role
    self.isInTextFace = isInTextFace
  }
}
