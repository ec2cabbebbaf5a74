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
