import CChafa
import Glibc

/// How a terminal shows pictures and colours, as chafa's data base knows it.
struct TerminalAbilities {
  enum Pixels { case kitty, iterm2, sixel }
  enum Colors { case none, sixteen, palette, direct }

  /// nil where pictures are made of symbols.
  var pixels: Pixels?
  var colors: Colors
  private var environment: [String]

  /// - Parameter environment: `NAME=value`, as `environ` holds them.
  init(environment: [String], isColored: Bool) {
    self.environment = environment
    let info = Self.info(environment)
    defer { chafa_term_info_unref(info) }
    func has(_ sequence: ChafaTermSeq) -> Bool {
      chafa_term_info_have_seq(info, sequence) != 0
    }
    if has(CHAFA_TERM_SEQ_BEGIN_KITTY_IMMEDIATE_IMAGE_V1) {
      pixels = .kitty
    } else if has(CHAFA_TERM_SEQ_BEGIN_ITERM2_IMAGE) {
      pixels = .iterm2
    } else if has(CHAFA_TERM_SEQ_BEGIN_SIXELS) {
      pixels = .sixel
    }
    if !isColored {
      colors = .none
      // A picture with its own colours is still a coloured screen.
      pixels = nil
    } else if has(CHAFA_TERM_SEQ_SET_COLOR_FGBG_DIRECT) {
      colors = .direct
    } else if has(CHAFA_TERM_SEQ_SET_COLOR_FGBG_256) {
      colors = .palette
    } else {
      colors = has(CHAFA_TERM_SEQ_SET_COLOR_FGBG_16) ? .sixteen : .none
    }
  }

  /// What chafa knows of the terminal; the caller gives it back.
  func info() -> OpaquePointer? { Self.info(environment) }

  private static func info(_ environment: [String]) -> OpaquePointer? {
    var pointers: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    return chafa_term_db_detect(chafa_term_db_get_default(), &pointers)
  }

  var mode: ChafaCanvasMode {
    switch colors {
    case .none: CHAFA_CANVAS_MODE_FGBG
    case .sixteen: CHAFA_CANVAS_MODE_INDEXED_16
    case .palette: CHAFA_CANVAS_MODE_INDEXED_240
    case .direct: CHAFA_CANVAS_MODE_TRUECOLOR
    }
  }
}
