import Drawing

/// Colours of pictures on a dark page. Pictures whose every colour has a dark partner change with
/// the page; others, such as grids whose cells say something by their shade, keep white paper.
public enum PictureColors {
  private static let theme = Theme.screen

  /// Each colour of the screen's theme, with what stands for it on a dark page.
  static let pairs: [(light: Color, dark: Color)] = [
    (theme.ink, Color(hex: 0xE9EDF4)), (theme.muted, Color(hex: 0xA9B2C0)),
    (theme.rule, Color(hex: 0x3A4250)), (theme.positive, Color(hex: 0x6DB8EC)),
    (theme.negative, Color(hex: 0xF08F63)), (theme.positiveTint, Color(hex: 0x1B3042)),
    (theme.negativeTint, Color(hex: 0x3A2820)), (theme.paper, Color(hex: 0x171B22)),
    // The hatch of half-planes.
    (theme.positive.mixed(with: theme.paper, 0.62), Color(hex: 0x3F6480)),
    (theme.negative.mixed(with: theme.paper, 0.4), Color(hex: 0x96644F)),
  ]

  /// Style rules that change these colours with the page.
  public static let style: String = pairs.map { pair in
    let light = pair.light.hexText
    let both = "light-dark(\(light),\(pair.dark.hexText))"
    return ".picture:not(.paper) [fill=\"\(light)\"]{fill:\(both)}"
      + ".picture:not(.paper) [stroke=\"\(light)\"]{stroke:\(both)}\n"
  }.joined()

  /// Whether a picture has no other colours.
  static func hasDarkPartners(_ items: [Item]) -> Bool {
    items.allSatisfy { item in
      switch item {
      case .group(let group): hasDarkPartners(group.items)
      case .link(let link): hasDarkPartners(link.items)
      case .raster: false
      case .text(let run): knows(run.color)
      case .path(let path):
        (path.fill.map { knows($0) } ?? true) && (path.stroke.map { knows($0.color) } ?? true)
      }
    }
  }

  private static func knows(_ color: Color) -> Bool { pairs.contains { $0.light == color } }
}
