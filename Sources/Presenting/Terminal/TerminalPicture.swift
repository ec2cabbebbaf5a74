import CChafa
import Drawing
import Figures
import Rendering

/// Draws figures into cells of a terminal: as pixels where the terminal can show them, else as
/// symbols with the labels as real letters on top.
struct TerminalPicture {
  var abilities: TerminalAbilities
  var fonts: Fonts
  var context: DrawingContext

  init(abilities: TerminalAbilities, fonts: Fonts, words: Words) throws {
    self.abilities = abilities
    self.fonts = fonts
    context = SymbolPicture.context(try PangoMeasurer(fonts), words: words)
  }

  /// The sequences that draw the figure into its slot.
  ///
  /// - Parameter cell: the size of a cell in pixels, where it is known.
  func sequences(for slot: WalkScreen.Slot, cell: (width: Int, height: Int)?) throws -> String {
    if abilities.pixels == nil { return try symbols(slot) }
    return try pixels(scene(of: slot, cell: cell), slot: slot, cell: cell ?? (10, 20))
  }

  /// The figure in the middle of a white picture as large as the slot, its legend below.
  private func scene(of slot: WalkScreen.Slot, cell: (width: Int, height: Int)?) -> Scene {
    let shape = cell.map { Double($0.width) / Double($0.height) } ?? 0.5
    let height = SymbolPicture.cell.height
    let size = Size(Double(slot.columns) * height * shape, Double(slot.rows) * height)
    let legend = Legend(slot.rows < 11 ? [] : slot.figure.legend(context.words))
      .layout(width: size.width - 8, in: context)
    let room = size.height - legend.height
    let box = slot.figure.layout(fitting: Size(size.width - 8, room - 8), in: context)
    let corner = Point(max(0, (size.width - box.width) / 2), max(0, (room - box.height) / 2))
    return Scene(
      size: size, background: context.theme.paper,
      items: [box.placed(topLeft: corner), legend.placed(topLeft: Point(4, room))])
  }

  // MARK: Pixels

  private func pixels(
    _ scene: Scene, slot: WalkScreen.Slot, cell: (width: Int, height: Int)
  ) throws -> String {
    let scale = Double(cell.height) / SymbolPicture.cell.height
    let picture = try PNGCanvas(fonts, scale: scale).pixels(of: scene)
    let mode =
      switch abilities.pixels {
      case .kitty, nil: CHAFA_PIXEL_MODE_KITTY
      case .iterm2: CHAFA_PIXEL_MODE_ITERM2
      case .sixel: CHAFA_PIXEL_MODE_SIXELS
      }
    return TerminalText.move(column: slot.column, row: slot.row)
      + ChafaCanvasOf(picture, slot: slot, mode: CHAFA_CANVAS_MODE_TRUECOLOR, pixels: mode, cell)
      .printed(for: abilities)
  }

  // MARK: Symbols

  private func symbols(_ slot: WalkScreen.Slot) throws -> String {
    let symbols = SymbolPicture(slot, isColored: abilities.colors != .none, in: context)
    let letters = TerminalText(isColored: abilities.colors != .none)
    var text = ""
    if let table = symbols.table {
      for (row, line) in table.enumerated() {
        text += TerminalText.move(column: slot.column, row: slot.row + row)
        text += letters.text(of: line)
      }
    } else {
      text = try drawn(symbols, slot: slot)
    }
    for (place, line) in symbols.legend.enumerated() {
      text += TerminalText.move(
        column: slot.column, row: slot.row + slot.rows - symbols.legend.count + place)
      text += letters.text(of: line)
    }
    return text
  }

  private func drawn(_ symbols: SymbolPicture, slot: WalkScreen.Slot) throws -> String {
    var slot = slot
    slot.rows -= symbols.legend.count
    let picture = try PNGCanvas(fonts, scale: 2).pixels(of: symbols.scene)
    let canvas = ChafaCanvasOf(
      picture, slot: slot, mode: abilities.mode, pixels: CHAFA_PIXEL_MODE_SYMBOLS, (8, 16))
    var cells = canvas.cells
    mark(&cells, of: picture, slot: slot)
    for placed in symbols.placement.placed {
      placed.label.write(
        into: &cells, row: placed.row, column: placed.column, columns: slot.columns,
        colors: abilities.colors)
    }
    return (0..<slot.rows).map { row in
      TerminalText.move(column: slot.column, row: slot.row + row)
        + PictureCell.sequences(
          cells[(row * slot.columns)..<((row + 1) * slot.columns)], colors: abilities.colors)
    }.joined()
  }

  /// Lines and dots where nothing is but the tint of a side, as in the picture, so that the sides
  /// can be told without colour.
  private func mark(_ cells: inout [PictureCell], of picture: Pixels, slot: WalkScreen.Slot) {
    let theme = context.theme
    for row in 0..<slot.rows {
      for column in 0..<slot.columns {
        let x = (2 * column + 1) * picture.width / (2 * slot.columns)
        let y = (2 * row + 1) * picture.height / (2 * slot.rows)
        let pixel = 3 * (y * picture.width + x)
        let color = Color(
          picture.rgb[pixel], picture.rgb[pixel + 1], picture.rgb[pixel + 2])
        let index = row * slot.columns + column
        guard [" ", "█"].contains(cells[index].text) else { continue }
        if color == theme.positiveTint, (column + row).isMultiple(of: 4) {
          cells[index] = sign(SymbolPattern.hatch, theme.positive, on: cells[index].paper)
        } else if color == theme.negativeTint, column % 4 == 2 * (row % 2) {
          cells[index] = sign(SymbolPattern.dots, theme.negative, on: cells[index].paper)
        }
      }
    }
  }

  private func sign(_ sign: Character, _ ink: Color, on paper: Int) -> PictureCell {
    let isPositive = ink == context.theme.positive
    let foreground =
      switch abilities.colors {
      case .direct: Int(ink.red) << 16 | Int(ink.green) << 8 | Int(ink.blue)
      case .palette: isPositive ? 25 : 166
      case .sixteen: isPositive ? 4 : 1
      case .none: -1
      }
    return PictureCell(text: sign, foreground: foreground, background: paper)
  }
}

/// A picture given to chafa.
private final class ChafaCanvasOf {
  private let canvas: OpaquePointer?
  private let slot: WalkScreen.Slot

  init(
    _ picture: Pixels, slot: WalkScreen.Slot, mode: ChafaCanvasMode, pixels: ChafaPixelMode,
    _ cell: (width: Int, height: Int)
  ) {
    self.slot = slot
    let symbols = chafa_symbol_map_new()
    // Sextants and wedges would be finer, but many fonts lack them.
    for tag in [
      CHAFA_SYMBOL_TAG_SPACE, CHAFA_SYMBOL_TAG_SOLID, CHAFA_SYMBOL_TAG_BLOCK,
      CHAFA_SYMBOL_TAG_BORDER, CHAFA_SYMBOL_TAG_DIAGONAL,
    ] {
      chafa_symbol_map_add_by_tags(symbols, tag)
    }
    let config = chafa_canvas_config_new()
    chafa_canvas_config_set_geometry(config, gint(slot.columns), gint(slot.rows))
    chafa_canvas_config_set_cell_geometry(config, gint(cell.width), gint(cell.height))
    chafa_canvas_config_set_canvas_mode(config, mode)
    chafa_canvas_config_set_pixel_mode(config, pixels)
    chafa_canvas_config_set_symbol_map(config, symbols)
    chafa_canvas_config_set_work_factor(config, 1)
    chafa_canvas_config_set_preprocessing_enabled(config, 0)
    chafa_canvas_config_set_fg_color(config, 0x1F2430)
    chafa_canvas_config_set_bg_color(config, 0xFFFFFF)
    canvas = chafa_canvas_new(config)
    chafa_canvas_config_unref(config)
    chafa_symbol_map_unref(symbols)
    chafa_canvas_draw_all_pixels(
      canvas, CHAFA_PIXEL_RGB8, picture.rgb, gint(picture.width), gint(picture.height),
      gint(3 * picture.width))
  }

  deinit { chafa_canvas_unref(canvas) }

  /// The picture as chafa prints it for terminals that show pixels.
  func printed(for abilities: TerminalAbilities) -> String {
    guard let info = abilities.info() else { return "" }
    defer { chafa_term_info_unref(info) }
    guard let text = chafa_canvas_print(canvas, info) else { return "" }
    defer { g_string_free(text, 1) }
    return String(
      decoding: UnsafeRawBufferPointer(start: text.pointee.str, count: Int(text.pointee.len)),
      as: UTF8.self)
  }

  /// The symbols and their colours, row by row.
  var cells: [PictureCell] {
    var cells: [PictureCell] = []
    cells.reserveCapacity(slot.columns * slot.rows)
    for row in 0..<slot.rows {
      for column in 0..<slot.columns {
        let scalar = chafa_canvas_get_char_at(canvas, gint(column), gint(row))
        var foreground: gint = -1
        var background: gint = -1
        chafa_canvas_get_raw_colors_at(
          canvas, gint(column), gint(row), &foreground, &background)
        cells.append(
          PictureCell(
            text: Character(Unicode.Scalar(scalar) ?? " "), foreground: Int(foreground),
            background: Int(background)))
      }
    }
    return cells
  }
}
