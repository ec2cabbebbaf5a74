import Drawing

/// A piece of a column that is never torn: a line of a paragraph, a row of a table, a figure.
struct Fragment: Sendable {
  /// A structure element that spans several fragments (a paragraph its lines, a table its rows).
  struct Element: Hashable, Sendable {
    var tag: StructureTag
    /// Different for every element of a document.
    var id: Int
  }

  var height: Double
  /// Around the upper left corner.
  var items: [Item]
  /// Left out at the head of a page.
  var spaceBefore: Double
  /// Stands on the same page as the next one: a heading, a caption, the first line of two.
  var keepsWithNext = false
  var startsPage = false
  /// From the outermost to the innermost.
  var elements: [Element] = []
  /// A row whose page begins with it prints these again above it.
  var repeatedHead: [Fragment] = []
  /// What the fragment says, for the text twin.
  var twin: Twin
  var destination: String?

  init(height: Double, spaceBefore: Double = 0, twin: Twin, _ items: [Item]) {
    self.height = height
    self.spaceBefore = spaceBefore
    self.items = items
    self.twin = twin
  }

  /// A box whose upper left corner lies `indent` to the right of the column's.
  init(_ box: Box, indent: Double = 0, spaceBefore: Double = 0, twin: Twin) {
    self.init(
      height: box.height, spaceBefore: spaceBefore, twin: twin,
      [box.placed(topLeft: Point(indent, 0))])
  }

  func within(_ element: Element) -> Fragment {
    var fragment = self
    fragment.elements.insert(element, at: 0)
    fragment.repeatedHead = repeatedHead.map { $0.within(element) }
    return fragment
  }
}

/// Text in which the answers can be told from the rest.
struct Twin: Equatable, Sendable, ExpressibleByStringLiteral {
  enum Part: Equatable, Sendable {
    case text(String)
    /// An answer with the code printed at its blank.
    case answer(String, code: String)
    /// Only the key says it.
    case keyOnly(String)
    /// Room to put numbers in, filled in by the key.
    case working(String)
    /// The cross of a right choice.
    case choice
    /// A picture that pupils complete.
    case either(open: String, answered: String)
  }

  var parts: [Part]

  init(_ parts: [Part]) { self.parts = parts }
  init(_ text: String) { self.parts = text.isEmpty ? [] : [.text(text)] }
  init(stringLiteral value: String) { self.init(value) }

  static func + (a: Twin, b: Twin) -> Twin { Twin(a.parts + b.parts) }

  /// - Parameter showsAnswers: false replaces each answer by its code and a line.
  func text(showsAnswers: Bool) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .answer(let text, let code): showsAnswers ? text : "____ (\(code))"
      case .keyOnly(let text): showsAnswers ? text : ""
      case .working(let text): showsAnswers ? text : "____"
      case .choice: showsAnswers ? "x" : " "
      case .either(let open, let answered): showsAnswers ? answered : open
      }
    }.joined()
  }
}
