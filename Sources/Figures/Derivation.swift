/// Lines of arithmetic that belong together, told like a proof: symbols, numbers put in, result.
///
/// All formulas are in the documented subset of LaTeX's mathematics that `Drawing` parses; its
/// plain-text form is the text twin. Every result can be blanked on a worksheet.
public struct Derivation: Equatable, Sendable {
  /// A few words: "Weighted sum, with the old weights".
  public var title: String
  public var lines: [Line]

  public init(_ title: String, _ lines: [Line]) {
    self.title = title
    self.lines = lines
  }

  /// One quantity: `symbol = part = part …`.
  public struct Line: Equatable, Sendable {
    /// The word by which lessons blank it (`blank: [sum, error]`) and by which references find it.
    public var code: String
    /// What is computed: `z`, `w_0'`.
    public var symbol: String
    public var parts: [Part]

    public init(_ code: String, _ symbol: String, _ parts: [Part]) {
      self.code = code
      self.symbol = symbol
      self.parts = parts
    }
  }

  public struct Part: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
      /// The formula in symbols.
      case symbols
      /// The formula with the numbers put in.
      case numbers
      /// The result, set bold; a worksheet may leave it blank.
      case result
      /// Words that explain: "because z ≤ 0".
      case note
    }

    public enum Relation: String, Equatable, Sendable {
      case equals = "="
      /// The value has been rounded; its digits are those shown.
      case approximately = "≈"
      /// No sign: the part goes on.
      case none = ""
    }

    public var relation: Relation
    public var formula: String
    public var kind: Kind
    /// Codes of the lines whose results are put in here, where no part tells it in symbols.
    public var uses: [String]

    public init(
      _ relation: Relation = .equals, _ formula: String, _ kind: Kind, uses: [String] = []
    ) {
      self.relation = relation
      self.formula = formula
      self.kind = kind
      self.uses = uses
    }
  }
}
