import Drawing

/// A cell of a picture made of symbols. Colours are `0xRRGGBB` or numbers of a palette, as the
/// terminal's abilities say; −1 is the terminal's own colour.
struct PictureCell: Equatable {
  var text: Character
  var foreground: Int
  var background: Int

  /// A row of cells as sequences.
  static func sequences(_ cells: ArraySlice<PictureCell>, colors: TerminalAbilities.Colors)
    -> String
  {
    var text = ""
    var current: (Int, Int)?
    for cell in cells {
      if colors != .none, current?.0 != cell.foreground || current?.1 != cell.background {
        text += "\u{1B}[0" + code(cell.foreground, 38, colors) + code(cell.background, 48, colors)
        text += "m"
        current = (cell.foreground, cell.background)
      }
      text.append(cell.text)
    }
    return text + (current == nil ? "" : TerminalText.reset)
  }

  /// - Parameter kind: 38 for letters, 48 for what is behind them.
  private static func code(_ color: Int, _ kind: Int, _ colors: TerminalAbilities.Colors)
    -> String
  {
    guard color >= 0 else { return "" }
    switch colors {
    case .none: return ""
    case .direct:
      return ";\(kind);2;\(color >> 16 & 255);\(color >> 8 & 255);\(color & 255)"
    case .palette: return ";\(kind);5;\(color)"
    case .sixteen:
      return color > 255 ? "" : ";\(kind - 8 + (color & 7) + (color > 7 ? 60 : 0))"
    }
  }

  /// What shows through around a letter that is written over the cell.
  var paper: Int { text == "█" ? foreground : background }
}

/// A text of the picture, to be written with the terminal's own letters.
struct PictureLabel {
  var text: String
  /// Left end of the baseline, in points.
  var origin: Point
  var size: Double
  var color: Color

  /// The items without their texts, which go to `labels`. Turned texts are left out: a terminal
  /// has no letters that stand on their side.
  static func takingLabels(
    out items: [Item], into labels: inout [PictureLabel], offset: Point = .zero,
    isTurned: Bool = false
  ) -> [Item] {
    items.compactMap { item in
      switch item {
      case .text(let run):
        if !isTurned {
          labels.append(
            PictureLabel(
              text: run.text, origin: run.origin + offset, size: run.font.size, color: run.color))
        }
        return nil
      case .group(var group):
        group.items = takingLabels(
          out: group.items, into: &labels, offset: offset + group.offset,
          isTurned: isTurned || group.rotation != 0)
        return .group(group)
      case .link(let link):
        let items = takingLabels(
          out: link.items, into: &labels, offset: offset, isTurned: isTurned)
        return .group(Group(items))
      case .path, .raster: return item
      }
    }
  }

  /// Writes the letters over the cells.
  func write(into cells: inout [PictureCell], columns: Int, rows: Int, cell: Size) {
    let row = Int(((origin.y - 0.35 * size) / cell.height).rounded(.down))
    guard (0..<rows).contains(row) else { return }
    var column = Int((origin.x / cell.width).rounded())
    // Indices stand close to their letter, closer than the next cell.
    if size < 11, text.allSatisfy(\.isNumber) { column = Int((origin.x / cell.width).rounded(.up)) }
    for character in size < 11 ? Self.lowered(text) : text {
      defer { column += max(character.columns, 1) }
      guard (0..<columns).contains(column) else { continue }
      let index = row * columns + column
      if character == " ", cells[index].text != " " { continue }
      let paper = cells[index].paper
      cells[index] = PictureCell(
        text: character, foreground: ink(like: cells[index]), background: paper)
    }
  }

  /// The label's colour, as far as the palette has it: black on the light paper of the picture.
  private func ink(like cell: PictureCell) -> Int {
    if cell.foreground > 255 || cell.background > 255 {
      return Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue)
    }
    return cell.background < 0 && cell.foreground < 0 ? -1 : cell.background > 15 ? 235 : 0
  }

  /// Digits as indices below the line.
  private static func lowered(_ text: String) -> String {
    String(
      text.map { character in
        guard let digit = character.wholeNumberValue, character.isASCII,
          let scalar = Unicode.Scalar(0x2080 + UInt32(digit))
        else { return character }
        return Character(scalar)
      })
  }
}
