import CCairo
import CPango
import Drawing

/// Draws the items of a scene with Cairo, one case after the other, and decides nothing.
struct Painter {
  let cairo: OpaquePointer
  let shaper: TextShaper
  /// Whether structure tags, links and destinations are written: only a PDF has them.
  let isTagged: Bool

  func draw(_ items: [Item]) {
    for item in items {
      switch item {
      case .group(let group): draw(group)
      case .path(let path): draw(path)
      case .text(let run): draw(run)
      case .raster(let raster): draw(raster)
      case .link(let link): draw(link)
      }
    }
  }

  private func draw(_ group: Group) {
    cairo_save(cairo)
    cairo_translate(cairo, group.offset.x, group.offset.y)
    if group.rotation != 0 { cairo_rotate(cairo, group.rotation * .pi / 180) }
    if let clip = group.clip {
      cairo_rectangle(cairo, clip.x, clip.y, clip.width, clip.height)
      cairo_clip(cairo)
    }
    if isTagged, let name = group.destination {
      var x = 0.0
      var y = 0.0
      cairo_user_to_device(cairo, &x, &y)
      // A little above the baseline or corner, so that a jump does not hide what it leads to.
      let place = "name='\(PDFTag.quoted(name))' x=\(x) y=\(max(y - 20, 0))"
      cairo_tag_begin(cairo, CAIRO_TAG_DEST, place)
      cairo_tag_end(cairo, CAIRO_TAG_DEST)
    }
    if isTagged, let tag = group.tag {
      cairo_tag_begin(cairo, tag.rawValue, "")
      draw(group.items)
      cairo_tag_end(cairo, tag.rawValue)
    } else {
      draw(group.items)
    }
    cairo_restore(cairo)
  }

  private func draw(_ item: PathItem) {
    if item.stroke == nil, let fill = item.fill, let radius = radiusOfDots(item.path) {
      return drawDots(item.path, radius: radius, fill)
    }
    trace(item.path)
    if let fill = item.fill {
      if isTagged { keepTags(item.path) }
      setSource(fill)
      cairo_fill(cairo)
    }
    if let stroke = item.stroke {
      if item.fill != nil { trace(item.path) }
      setSource(stroke.color)
      cairo_set_line_width(cairo, stroke.width)
      cairo_set_dash(cairo, stroke.dash, Int32(stroke.dash.count), 0)
      cairo_set_line_cap(cairo, stroke.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
      cairo_set_line_join(
        cairo, stroke.cap == .round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
      cairo_stroke(cairo)
    }
    cairo_new_path(cairo)
  }

  /// Makes sure that a fill is no plain rectangle: Cairo 1.16 takes an opaque one over the whole
  /// page as leave to throw away what was drawn before, the opening of the tags included.
  private func keepTags(_ path: Path) {
    guard path.elements.count <= 6, case .move(let corner) = path.elements.first else { return }
    cairo_move_to(cairo, corner.x, corner.y)
    cairo_line_to(cairo, corner.x + 0.01, corner.y)
    cairo_line_to(cairo, corner.x, corner.y + 0.01)
    cairo_close_path(cairo)
  }

  /// The common radius if the path is a pattern of equal dots.
  private func radiusOfDots(_ path: Path) -> Double? {
    guard path.elements.count > 8, case .circle(_, let radius) = path.elements[0] else {
      return nil
    }
    let areEqual = path.elements.allSatisfy {
      if case .circle(_, radius) = $0 { true } else { false }
    }
    return areEqual ? radius : nil
  }

  /// Dots as round ends of lines without length: the same discs in a tenth of the bytes and time.
  private func drawDots(_ path: Path, radius: Double, _ color: Color) {
    cairo_new_path(cairo)
    for case .circle(let center, _) in path.elements {
      cairo_move_to(cairo, center.x, center.y)
      cairo_line_to(cairo, center.x, center.y)
    }
    setSource(color)
    cairo_set_line_width(cairo, 2 * radius)
    cairo_set_dash(cairo, nil, 0, 0)
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND)
    cairo_stroke(cairo)
  }

  private func trace(_ path: Path) {
    cairo_new_path(cairo)
    for element in path.elements {
      switch element {
      case .move(let p): cairo_move_to(cairo, p.x, p.y)
      case .line(let p): cairo_line_to(cairo, p.x, p.y)
      case .curve(let a, let b, let p): cairo_curve_to(cairo, a.x, a.y, b.x, b.y, p.x, p.y)
      case .circle(let center, let radius):
        // Without a new sub-path a line would lead here from the point before.
        cairo_new_sub_path(cairo)
        cairo_arc(cairo, center.x, center.y, radius, 0, 2 * .pi)
        cairo_close_path(cairo)
      case .close: cairo_close_path(cairo)
      }
    }
  }

  private func draw(_ run: TextRun) {
    setSource(run.color)
    cairo_move_to(cairo, run.origin.x, run.origin.y)
    pango_cairo_show_layout_line(
      cairo, pango_layout_get_line_readonly(shaper.layout(run.text, run.font), 0))
    cairo_new_path(cairo)
  }

  private func draw(_ raster: Raster) {
    guard raster.columns > 0, raster.rows > 0,
      let image = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, Int32(raster.columns), Int32(raster.rows)),
      let data = cairo_image_surface_get_data(image)
    else { return }
    let stride = Int(cairo_image_surface_get_stride(image))
    for row in 0..<raster.rows {
      let line = UnsafeMutableRawPointer(data + row * stride)
      for column in 0..<raster.columns {
        let cell = raster.cells[row * raster.columns + column]
        let pixel = UInt32(cell.red) << 16 | UInt32(cell.green) << 8 | UInt32(cell.blue)
        line.storeBytes(of: pixel, toByteOffset: column * 4, as: UInt32.self)
      }
    }
    cairo_surface_mark_dirty(image)
    cairo_save(cairo)
    cairo_rectangle(cairo, raster.rect.x, raster.rect.y, raster.rect.width, raster.rect.height)
    cairo_clip(cairo)
    cairo_translate(cairo, raster.rect.x, raster.rect.y)
    cairo_scale(
      cairo, raster.rect.width / Double(raster.columns),
      raster.rect.height / Double(raster.rows))
    cairo_set_source_surface(cairo, image, 0, 0)
    let source = cairo_get_source(cairo)
    cairo_pattern_set_filter(source, CAIRO_FILTER_NEAREST)
    // The outermost cells must not fade into nothing at their edge.
    cairo_pattern_set_extend(source, CAIRO_EXTEND_PAD)
    cairo_paint(cairo)
    cairo_restore(cairo)
    cairo_surface_destroy(image)
  }

  private func draw(_ link: Link) {
    guard isTagged else { return draw(link.items) }
    let target =
      switch link.target {
      case .destination(let name): "dest='\(PDFTag.quoted(name))'"
      case .uri(let uri): "uri='\(PDFTag.quoted(uri))'"
      }
    var x = link.rect.minX
    var y = link.rect.minY
    cairo_user_to_device(cairo, &x, &y)
    let area = "rect=[\(x) \(y) \(link.rect.width) \(link.rect.height)]"
    cairo_tag_begin(cairo, CAIRO_TAG_LINK, target + " " + area)
    draw(link.items)
    cairo_tag_end(cairo, CAIRO_TAG_LINK)
  }

  private func setSource(_ color: Color) {
    cairo_set_source_rgb(
      cairo, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
  }
}
