import CCairo
import CPango
import Drawing

/// Turns a text and a font into a Pango layout. Measuring and drawing go through this one place,
/// so text is drawn exactly as it was measured: no hinting, no rounding to pixels.
///
/// Not thread-safe: a shaper belongs to one measurer or painter at a time.
final class TextShaper {
  struct Key: Hashable {
    var text: String
    var font: Font
  }

  private let fonts: Fonts
  private let fontMap: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private let tabular: OpaquePointer
  private var descriptions: [Font: OpaquePointer] = [:]
  private var lines: [Font: (ascent: Double, descent: Double)] = [:]
  private var layouts: [Key: OpaquePointer] = [:]

  /// Layouts kept for the next frame, which mostly says the same again.
  private static let capacity = 1000

  init(_ fonts: Fonts) throws(RenderingError) {
    self.fonts = fonts
    guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT),
      let tabular = pango_attr_list_new()
    else { throw .drawing(operation: "pango_cairo_font_map_new", reason: "no FreeType") }
    fontMap = map
    pango_fc_font_map_set_config(
      OpaquePointer(map), fonts.config)
    context = pango_font_map_create_context(map)
    self.tabular = tabular
    let options = cairo_font_options_create()
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_context_set_round_glyph_positions(context, 0)
    pango_attr_list_insert(tabular, pango_attr_font_features_new("tnum=1"))
  }

  deinit {
    for layout in layouts.values { g_object_unref(UnsafeMutableRawPointer(layout)) }
    for description in descriptions.values { pango_font_description_free(description) }
    pango_attr_list_unref(tabular)
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(UnsafeMutableRawPointer(fontMap))
  }

  /// One line of text, ready to be measured or shown.
  func layout(_ text: String, _ font: Font) -> OpaquePointer {
    let key = Key(text: text, font: font)
    if let layout = layouts[key] { return layout }
    if layouts.count >= Self.capacity {
      for layout in layouts.values { g_object_unref(UnsafeMutableRawPointer(layout)) }
      layouts.removeAll(keepingCapacity: true)
    }
    let layout = Self.made(pango_layout_new(context), by: "pango_layout_new")
    pango_layout_set_single_paragraph_mode(layout, 1)
    pango_layout_set_font_description(layout, description(font))
    if font.face == .text { pango_layout_set_attributes(layout, tabular) }
    pango_layout_set_text(layout, text, Int32(text.utf8.count))
    layouts[key] = layout
    return layout
  }

  /// Advance width of the text; ascent and descent of the font.
  func metrics(_ text: String, _ font: Font) -> TextMetrics {
    var logical = PangoRectangle()
    pango_layout_line_get_extents(
      pango_layout_get_line_readonly(layout(text, font), 0), nil, &logical)
    let line = lineMetrics(font)
    return TextMetrics(
      width: Double(logical.width) / Double(PANGO_SCALE), ascent: line.ascent,
      descent: line.descent)
  }

  /// The ink of the text around its origin, the left end of the baseline.
  func ink(_ text: String, _ font: Font) -> Rect {
    var ink = PangoRectangle()
    pango_layout_line_get_extents(
      pango_layout_get_line_readonly(layout(text, font), 0), &ink, nil)
    let scale = Double(PANGO_SCALE)
    return Rect(
      Double(ink.x) / scale, Double(ink.y) / scale, Double(ink.width) / scale,
      Double(ink.height) / scale)
  }

  private func lineMetrics(_ font: Font) -> (ascent: Double, descent: Double) {
    if let known = lines[font] { return known }
    let metrics = pango_context_get_metrics(context, description(font), nil)
    let line = (
      ascent: Double(pango_font_metrics_get_ascent(metrics)) / Double(PANGO_SCALE),
      descent: Double(pango_font_metrics_get_descent(metrics)) / Double(PANGO_SCALE)
    )
    pango_font_metrics_unref(metrics)
    lines[font] = line
    return line
  }

  /// Both functions take their memory by `g_malloc`, which ends the program where there is none:
  /// they never return NULL, whatever a lesson holds, so measuring need not throw.
  private static func made(_ pointer: OpaquePointer?, by function: String) -> OpaquePointer {
    guard let pointer else { preconditionFailure("\(function) returned NULL") }
    return pointer
  }

  private func description(_ font: Font) -> OpaquePointer {
    if let known = descriptions[font] { return known }
    let made = Self.made(pango_font_description_new(), by: "pango_font_description_new")
    pango_font_description_set_family(made, fonts.family(of: font.face))
    pango_font_description_set_absolute_size(made, font.size * Double(PANGO_SCALE))
    pango_font_description_set_weight(made, PangoWeight(UInt32(font.weight.rawValue)))
    pango_font_description_set_style(made, font.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    descriptions[font] = made
    return made
  }
}
