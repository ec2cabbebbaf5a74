import Drawing
import Figures
import Lessons
import Rendering

/// A walk in the reader's terminal: keys from it, screens to it.
public struct TerminalWalk {
  private var walk: Walk
  private let text: TerminalText
  private let picture: TerminalPicture?
  private var shown: [StyledLine] = []
  private var shownSlot = ""
  /// Why the walk has no pictures, where it has fonts for them.
  public private(set) var pictureError: (any Error)?

  public enum Ending: Sendable {
    /// The reader left, or the terminal is gone.
    case left
    /// The reader pressed Ctrl-C.
    case interrupted
  }

  /// - Parameters:
  ///   - fonts: nil where the machine has none; the walk goes on without pictures then.
  ///   - environment: `NAME=value`, by which the terminal's abilities are found.
  public init(
    _ lesson: PlayedLesson, fonts: Fonts?, words: Words, environment: [String],
    isColored: Bool, closing: [String]
  ) {
    walk = Walk(lesson, columns: 80, rows: 24, closing: closing)
    text = TerminalText(isColored: isColored)
    var picture: TerminalPicture?
    if let fonts {
      do {
        try LateLibrary.open(.terminalPictures)
        let abilities = TerminalAbilities(environment: environment, isColored: isColored)
        picture = try TerminalPicture(abilities: abilities, fonts: fonts, words: words)
      } catch {
        pictureError = error
      }
    }
    self.picture = picture
  }

  /// Begins at an experiment, at the first step that is told of it or at another.
  public mutating func begin(at experiment: String, step: Int?) {
    walk.begin(at: experiment, step: step)
  }

  /// Walks until the reader leaves. The terminal is given back as it was found.
  ///
  /// - Throws: `TerminalError` where there is no terminal to walk in, `RenderingError` where a
  ///   picture cannot be drawn.
  public mutating func run() throws -> Ending {
    let terminal = try Terminal()
    defer { terminal.close() }
    var keys = KeyReader()
    resize(terminal)
    while !walk.isFinished {
      try show(on: terminal)
      switch terminal.wait(timeout: keys.isWaiting ? 60 : -1) {
      case .bytes(let bytes): for key in keys.keys(from: bytes) { walk.press(key) }
      case .timeout: for key in keys.timedOut() { walk.press(key) }
      case .changed: resize(terminal)
      case .end: return .left
      }
    }
    return walk.isInterrupted ? .interrupted : .left
  }

  private mutating func resize(_ terminal: Terminal) {
    let size = terminal.size
    walk.resize(columns: size.columns, rows: size.rows)
    shown = []
    shownSlot = ""
  }

  /// Writes what has changed since the last screen, in one piece.
  private mutating func show(on terminal: Terminal) throws {
    let screen = walk.screen
    let slot = picture == nil ? nil : screen.slot
    let isNewPicture = slot.map { $0.id } ?? "" != shownSlot
    var output = "\u{1B}[?2026h"
    if shown.isEmpty { output += "\u{1B}[2J" }
    if isNewPicture, !shownSlot.isEmpty, picture?.abilities.pixels == .kitty {
      output += "\u{1B}_Ga=d\u{1B}\\"
    }
    for (row, line) in screen.lines.enumerated()
    where isNewPicture || row >= shown.count || shown[row] != line {
      output += TerminalText.move(column: 0, row: row)
      if let slot, !isNewPicture, (slot.row..<(slot.row + slot.rows)).contains(row) {
        // The picture stays; only what stands beside it is new.
        let right = slot.column + slot.columns
        output += TerminalText.move(column: right, row: row)
        output += text.text(of: line.dropping(columns: right))
      } else {
        output += text.text(of: line)
      }
    }
    if let slot, let picture, isNewPicture {
      output += try picture.sequences(for: slot, cell: terminal.size.cell)
    }
    shown = screen.lines
    shownSlot = slot?.id ?? ""
    terminal.write(output + "\u{1B}[?2026l")
  }
}

extension StyledLine {
  /// What is left after the first columns.
  func dropping(columns: Int) -> StyledLine {
    var line = StyledLine()
    var used = 0
    for span in spans {
      for character in span.text {
        if used >= columns { line.append(String(character), span.style) }
        used += character.columns
      }
    }
    return line
  }
}
