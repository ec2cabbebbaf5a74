/// Fills lines greedily. What stands together without a space in between stays together: a comma
/// after a formula never begins a line.
struct LineBreaker {
  private struct Piece {
    enum Content {
      case word(String, Font, Color)
      case box(Box)
    }
    var content: Content
    var width: Double
    /// Room between this piece and the one before, if both stand on one line; a break may come
    /// here only where `mayBreak` says so.
    var space: Double
    var mayBreak: Bool
    var target: Link.Target?
  }

  let width: Double
  let measurer: any TextMeasurer
  private var lines: [Box] = []
  private var line: [Piece] = []
  /// Pieces that must stay together, not yet on a line.
  private var cluster: [Piece] = []
  /// A space that has been read and belongs before the next piece.
  private var pendingSpace: Double?

  init(width: Double, measurer: any TextMeasurer) {
    self.width = width
    self.measurer = measurer
  }

  mutating func add(_ spans: [Span], target: Link.Target? = nil) {
    for span in spans {
      switch span {
      case .text(let text, let font, let color): add(text, font, color, target)
      case .math(let math, let size, let weight, let color):
        add(math, size, weight, color, target)
      case .box(let box): add(.box(box), width: box.width, target)
      case .link(let target, let inner): add(inner, target: target)
      case .lineBreak:
        settle()
        lines.append(assembled())
        line = []
        pendingSpace = nil
      }
    }
  }

  mutating func finish() -> [Box] {
    settle()
    if !line.isEmpty { lines.append(assembled()) }
    line = []
    return lines
  }

  private mutating func add(_ text: String, _ font: Font, _ color: Color, _ target: Link.Target?) {
    let space = measurer.measure(" ", font: font).width
    var word = ""
    func isBreak(_ character: Character) -> Bool {
      character == " " || character == "\n" || character == "\t"
    }
    for character in text {
      if isBreak(character) {
        if !word.isEmpty { add(word: word, font, color, target) }
        word = ""
        pendingSpace = max(pendingSpace ?? 0, space)
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { add(word: word, font, color, target) }
  }

  private mutating func add(
    word: String, _ font: Font, _ color: Color, _ target: Link.Target?
  ) {
    let width = measurer.measure(word, font: font).width
    add(.word(word, font, color), width: width, target)
  }

  private mutating func add(
    _ math: Math, _ size: Double, _ weight: Font.Weight, _ color: Color, _ target: Link.Target?
  ) {
    func box(_ math: Math) -> Box {
      math.layout(size: size, weight: weight, color: color, style: .inline, measurer: measurer)
    }
    let whole = box(math)
    if whole.width <= width { return add(.box(whole), width: whole.width, target) }
    for (index, piece) in math.pieces.enumerated() {
      // The room before a relation, where the formula goes on in the same line.
      if index > 0 { pendingSpace = 5.0 / 18 * size }
      let part = box(piece)
      add(.box(part), width: part.width, target)
    }
  }

  private mutating func add(_ content: Piece.Content, width: Double, _ target: Link.Target?) {
    let mayBreak = pendingSpace != nil
    if mayBreak { settle() }
    cluster.append(
      Piece(
        content: content, width: width, space: pendingSpace ?? 0, mayBreak: mayBreak,
        target: target))
    pendingSpace = nil
  }

  /// Puts the cluster on the line if it fits, otherwise on the next.
  private mutating func settle() {
    if cluster.isEmpty { return }
    func length(_ pieces: [Piece]) -> Double {
      pieces.enumerated().reduce(0) {
        $0 + $1.element.width + ($1.offset > 0 ? $1.element.space : 0)
      }
    }
    if !line.isEmpty, length(line + cluster) > width + 0.01 {
      lines.append(assembled())
      line = []
    }
    line += cluster
    cluster = []
  }

  /// The pieces of the line side by side; neighbouring words of one font become one run, so that
  /// they are found and copied together.
  private func assembled() -> Box {
    var box = Box(width: 0, ascent: 0, descent: 0, items: [])
    var index = 0
    while index < line.count {
      let piece = line[index]
      let x = box.width + (index == 0 ? 0 : piece.space)
      var part: Box
      switch piece.content {
      case .box(let inner): part = inner
      case .word(var text, let font, let color):
        while index + 1 < line.count, case .word(let next, font, color) = line[index + 1].content,
          line[index + 1].target == piece.target
        {
          text += (line[index + 1].mayBreak ? " " : "") + next
          index += 1
        }
        let metrics = measurer.measure(text, font: font)
        let run = TextRun(text, at: .zero, font: font, color: color, width: metrics.width)
        part = Box(
          width: metrics.width, ascent: metrics.ascent, descent: metrics.descent,
          items: [.text(run)])
      }
      if let target = piece.target {
        let area = Rect(0, -part.ascent, part.width, part.height)
        part.items = [.link(Link(area, to: target, part.items))]
      }
      box.append(part, at: Point(x, 0))
      index += 1
    }
    return box
  }
}
