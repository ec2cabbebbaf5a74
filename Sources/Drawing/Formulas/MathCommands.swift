/// The commands of the subset of LaTeX's mathematics that formulas are written in.
///
/// Letters are variables in italics, digits are upright, and `-` becomes a real minus sign.
/// `_` and `^` set scripts, `'` a prime, `{ }` group. Beyond the tables below there are:
/// `\frac{a}{b}`, `\sqrt{a}`, `\hat \bar \vec \tilde {a}`, `\text{words}`, `\mathrm{name}`,
/// `\mathbf{w}`, `\boldsymbol{a}`, `\result{a}`, `\blank{code}{answer}`, `\left( … \right)` and the
/// environments `matrix pmatrix bmatrix vmatrix aligned cases`.
enum MathCommands {
  static let symbols: [String: MathSymbol] = [
    "cdot": MathSymbol("·", .product),
    "times": MathSymbol("×", .binary),
    "div": MathSymbol("÷", .binary),
    "pm": MathSymbol("±", .binary),
    "mp": MathSymbol("∓", .binary, isInTextFace: false),
    "ast": MathSymbol("∗", .binary, isInTextFace: false),
    "odot": MathSymbol("⊙", .binary, isInTextFace: false),
    "oplus": MathSymbol("⊕", .binary, isInTextFace: false),
    "approx": MathSymbol("≈", .relation),
    "le": MathSymbol("≤", .relation),
    "leq": MathSymbol("≤", .relation),
    "ge": MathSymbol("≥", .relation),
    "geq": MathSymbol("≥", .relation),
    "ne": MathSymbol("≠", .relation),
    "neq": MathSymbol("≠", .relation),
    "lt": MathSymbol("<", .relation),
    "gt": MathSymbol(">", .relation),
    "equiv": MathSymbol("≡", .relation, isInTextFace: false),
    "sim": MathSymbol("∼", .relation, isInTextFace: false),
    "propto": MathSymbol("∝", .relation, isInTextFace: false),
    "ll": MathSymbol("≪", .relation, isInTextFace: false),
    "gg": MathSymbol("≫", .relation, isInTextFace: false),
    "to": MathSymbol("→", .relation),
    "rightarrow": MathSymbol("→", .relation),
    "leftarrow": MathSymbol("←", .relation),
    "mapsto": MathSymbol("↦", .relation, isInTextFace: false),
    "Rightarrow": MathSymbol("⇒", .relation, isInTextFace: false),
    "Leftrightarrow": MathSymbol("⇔", .relation, isInTextFace: false),
    "in": MathSymbol("∈", .relation, isInTextFace: false),
    "notin": MathSymbol("∉", .relation, isInTextFace: false),
    "subset": MathSymbol("⊂", .relation, isInTextFace: false),
    "cup": MathSymbol("∪", .binary, isInTextFace: false),
    "cap": MathSymbol("∩", .binary, isInTextFace: false),
    "land": MathSymbol("∧", .binary, isInTextFace: false),
    "lor": MathSymbol("∨", .binary, isInTextFace: false),
    "neg": MathSymbol("¬", .ordinary),
    "mid": MathSymbol("|", .relation),
    "colon": MathSymbol(":", .punctuation),
    "infty": MathSymbol("∞", .ordinary),
    "partial": MathSymbol("∂", .ordinary, isInTextFace: false),
    "nabla": MathSymbol("∇", .ordinary, isInTextFace: false),
    "forall": MathSymbol("∀", .ordinary, isInTextFace: false),
    "exists": MathSymbol("∃", .ordinary, isInTextFace: false),
    "ldots": MathSymbol("…", .ordinary),
    "dots": MathSymbol("…", .ordinary),
    "cdots": MathSymbol("⋯", .ordinary, isInTextFace: false),
    "vdots": MathSymbol("⋮", .ordinary, isInTextFace: false),
    "ddots": MathSymbol("⋱", .ordinary, isInTextFace: false),
    "prime": MathSymbol("′", .ordinary, isInTextFace: false),
    "sum": MathSymbol("∑", .large, isInTextFace: false),
    "prod": MathSymbol("∏", .large, isInTextFace: false),
    "{": MathSymbol("{", .opening),
    "}": MathSymbol("}", .closing),
    "lfloor": MathSymbol("⌊", .opening, isInTextFace: false),
    "rfloor": MathSymbol("⌋", .closing, isInTextFace: false),
    "|": MathSymbol("‖", .ordinary, isInTextFace: false),
    "%": MathSymbol("%", .ordinary),
    "#": MathSymbol("#", .ordinary),
    "_": MathSymbol("_", .ordinary),
    "&": MathSymbol("&", .ordinary),
    "$": MathSymbol("$", .ordinary),
  ]

  /// Small letters are italic like all variables, capitals upright, as usual.
  static let greek: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
  ]

  static let functions: Set<String> = [
    "exp", "log", "ln", "max", "min", "sin", "cos", "tan", "tanh", "lim", "argmax", "argmin",
    "softmax", "sign", "dim",
  ]

  static let spaces: [String: Double] = [
    ",": 1.0 / 6, ":": 2.0 / 9, ";": 5.0 / 18, " ": 0.25, "quad": 1, "qquad": 2, "!": -1.0 / 6,
    "enspace": 0.5,
  ]

  static let accents: [String: MathNode.Accent] = [
    "hat": .hat, "widehat": .hat, "bar": .bar, "overline": .bar, "vec": .vector, "tilde": .tilde,
  ]

  static let environments: [String: MathNode.TableKind] = [
    "matrix": .matrix(left: nil, right: nil),
    "pmatrix": .matrix(left: .leftParenthesis, right: .rightParenthesis),
    "bmatrix": .matrix(left: .leftBracket, right: .rightBracket),
    "vmatrix": .matrix(left: .bar, right: .bar),
    "aligned": .aligned,
    "cases": .cases,
  ]

  static let structures: Set<String> = [
    "frac", "dfrac", "tfrac", "sqrt", "text", "mathrm", "operatorname", "mathbf", "mathit",
    "boldsymbol", "result", "blank", "left", "right", "begin", "end",
  ]

  /// Every command, sorted, for the nearest one to a misspelt word.
  static let all: [String] =
    (Array(symbols.keys) + Array(greek.keys) + Array(functions) + Array(spaces.keys)
    + Array(accents.keys) + Array(structures)).sorted()

  /// Signs that may be written as they are.
  static let plain: [Character: MathSymbol] = {
    var plain: [Character: MathSymbol] = [
      "+": MathSymbol("+", .binary), "-": MathSymbol("−", .binary),
      "−": MathSymbol("−", .binary), "*": MathSymbol("∗", .binary, isInTextFace: false),
      "/": MathSymbol("/", .ordinary), "=": MathSymbol("=", .relation),
      "<": MathSymbol("<", .relation), ">": MathSymbol(">", .relation),
      ":": MathSymbol(":", .relation), ",": MathSymbol(",", .punctuation),
      ";": MathSymbol(";", .punctuation), "(": MathSymbol("(", .opening),
      "[": MathSymbol("[", .opening), ")": MathSymbol(")", .closing),
      "]": MathSymbol("]", .closing), "!": MathSymbol("!", .closing),
      "?": MathSymbol("?", .closing), ".": MathSymbol(".", .ordinary),
      "|": MathSymbol("|", .ordinary), "√": MathSymbol("√", .ordinary, isInTextFace: false),
      "°": MathSymbol("°", .ordinary), "%": MathSymbol("%", .ordinary),
      "²": MathSymbol("²", .ordinary), "³": MathSymbol("³", .ordinary),
    ]
    for name in symbols.keys.sorted() {
      if let symbol = symbols[name], let character = symbol.text.first, !character.isASCII {
        plain[character] = symbol
      }
    }
    return plain
  }()
}
