import Drawing
import Lessons

extension PageFlow {
  /// A rule to write on, its code below the left end, and the answer that only the key shows.
  ///
  /// The baseline of the box is that of the text around it; its width has nothing to do with the
  /// answer's.
  ///
  /// - Parameter inset: Where the answer begins; nil centres it.
  func blank(width: Double, answer: Box, code: String, inset: Double? = nil) -> Box {
    let theme = style.theme
    // A fraction stands on the line, not in it.
    let y = max(style.body * 0.36, code.isEmpty ? answer.descent + 1 : 0)
    let font = Font(.text, size: codeSize)
    let label = setter.run(code, font: font, color: theme.muted)
    let inset = inset ?? max(0, (width - answer.width) / 2)
    return Box(
      width: width, ascent: max(answer.ascent, style.body), descent: y + font.size * 1.25,
      items: [
        .path(
          PathItem(
            .line(Point(0, y), Point(width, y)),
            stroke: Stroke(theme.muted, width: theme.hairline * 1.3))),
        answer.placed(at: Point(inset, 0), isAnswer: true),
      ] + (code.isEmpty ? [] : [label.placed(at: Point(0, y + font.size * 1.1))]))
  }

  /// Codes are for the teacher and for typing answers in: small, but no smaller than print may be.
  var codeSize: Double { max(min(style.theme.small * 0.8, 8), style.theme.leastDigit) }

  /// How much of a step is left blank: the first ones are worked, the next ones half blank.
  enum Fading { case worked, half, blank }

  /// - Parameters:
  ///   - place: The step's place among those that are told, from 0.
  ///   - count: How many steps are told.
  func fading(_ place: Int, of count: Int, worked: Int) -> Fading {
    guard request.numbersTasks, place >= worked else { return .worked }
    // With three steps or fewer there is nothing to lead up to.
    let half = request.fade ?? (count > 3 ? 1 : 0)
    return place < worked + half ? .half : .blank
  }

  /// Opens the next numbered task: its number, what to do, its points.
  mutating func task(
    _ ask: [Inline], points: Int, blanks: [Blank] = []
  ) {
    let number = nextNumber
    if number > 0, givenNumber != nil { givenNumber = number + 1 }
    let name = number > 0 ? "\(number)" : ""
    tasks.append(PageTask(number: number, points: points, blanks: blanks))
    let font = style.font(.semibold)
    let pointsText = points == 0 ? "" : words.points(points)
    let pointsBox = setter.run(
      pointsText, font: style.font(size: style.theme.small), color: style.theme.muted)
    let lines = setter.lines(
      ask, font: font, width: width - taskIndent - pointsBox.width - style.body,
      color: style.theme.ink)
    let heading = element(.heading3)
    for (place, line) in lines.enumerated() {
      var piece = Fragment(
        line.box, indent: taskIndent, spaceBefore: place == 0 ? style.wideGap : 0,
        twin: Twin(
          (place == 0 && number > 0 ? "\(number). " : "") + line.text
            + (place == 0 && points > 0 ? " (\(pointsText))" : "")))
      if place == 0 {
        let bold = setter.run(name, font: style.font(.bold, size: style.body * 1.1))
        piece.items.append(
          bold.placed(
            at: Point(max(0, taskIndent - style.body - bold.width), line.box.ascent)))
        piece.items.append(
          pointsBox.placed(at: Point(width - pointsBox.width, line.box.ascent)))
      }
      piece.keepsWithNext = true
      fragments.append(piece.within(heading))
    }
  }

  /// The code of the blank at `place` (from 0) of the task that is opened next, which has `count`
  /// of them: `Q4`, or `Q4b` where there are several.
  func code(_ place: Int, of count: Int) -> String {
    nextNumber == 0 ? "" : "Q\(nextNumber)" + (count > 1 ? PageTask.letters(place) : "")
  }
}
