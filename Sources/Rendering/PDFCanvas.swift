import CCairo
import Drawing

/// Binds pages into a PDF: vector text, structure tags, outline, links, page labels and metadata.
///
/// The same document gives the same bytes in every run.
public struct PDFCanvas: Sendable {
  private let shapers: ShaperPool

  public init(_ fonts: Fonts) {
    shapers = ShaperPool(fonts)
  }

  /// The bytes of the file.
  ///
  /// - Throws: `RenderingError.missingDestination` for a link or an outline entry that leads
  ///   nowhere, `RenderingError.drawing` where Cairo fails.
  public func pdf(of document: Document) throws -> [UInt8] {
    try pdf(of: document, count: document.pages.count) { document.pages[$0] }
  }

  /// The bytes of a file whose pages are asked for one after the other, and are gone when they are
  /// drawn: no more than one has to be there at a time.
  ///
  /// - Parameter document: all of it but its pages.
  public func pdf(of document: Document, count: Int, page: (Int) throws -> Scene) throws -> [UInt8]
  {
    let sink = ByteSink()
    // Each page gets its own size.
    let surface = cairo_pdf_surface_create_for_stream(
      ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), 595.28, 841.89)
    // Also a file that was given up is written to its end.
    defer { withExtendedLifetime(sink) { cairo_surface_destroy(surface) } }
    try CairoStatus.check(cairo_surface_status(surface), "making a PDF")
    guard let surface, let cairo = cairo_create(surface) else {
      throw RenderingError.drawing(operation: "making a PDF", reason: "out of memory")
    }
    defer { cairo_destroy(cairo) }
    describe(document, on: surface)
    let shaper = try shapers.take()
    var destinations = PDFDestinations(document.outline)
    let painter = Painter(cairo: cairo, shaper: shaper, isTagged: true)
    for index in 0..<count {
      let scene = try page(index)
      destinations.visit(scene.items)
      let label = index < document.pageLabels.count ? document.pageLabels[index] : nil
      try draw(scene, index, of: count, label: label, with: painter, on: surface)
    }
    try destinations.check()
    shapers.giveBack(shaper)
    add(document.outline, under: CAIRO_PDF_OUTLINE_ROOT, on: surface)
    cairo_surface_finish(surface)
    try CairoStatus.check(cairo_status(cairo), "making a PDF")
    try CairoStatus.check(cairo_surface_status(surface), "making a PDF")
    return sink.bytes
  }

  private func draw(
    _ page: Scene, _ index: Int, of count: Int, label: String?, with painter: Painter,
    on surface: OpaquePointer
  ) throws(RenderingError) {
    let cairo = painter.cairo
    cairo_pdf_surface_set_size(surface, page.size.width, page.size.height)
    if let label { cairo_pdf_surface_set_page_label(surface, label) }
    if page.background != .white { paint(page, on: cairo) }
    // One Document tag lies over all pages: Cairo 1.16 damages files that have several.
    if index == 0 { cairo_tag_begin(cairo, "Document", "") }
    painter.draw(page.items)
    if index == count - 1 { cairo_tag_end(cairo, "Document") }
    cairo_show_page(cairo)
    try CairoStatus.check(cairo_status(cairo), "drawing page \(index + 1)")
  }

  /// Fills the page in two overlapping halves: Cairo takes one opaque rectangle over everything
  /// as leave to throw away what was drawn before, the opening of the tag included.
  private func paint(_ page: Scene, on cairo: OpaquePointer) {
    let c = page.background
    cairo_set_source_rgb(cairo, Double(c.red) / 255, Double(c.green) / 255, Double(c.blue) / 255)
    cairo_rectangle(cairo, 0, 0, page.size.width, page.size.height / 2 + 1)
    cairo_fill(cairo)
    cairo_rectangle(
      cairo, 0, page.size.height / 2 - 1, page.size.width, page.size.height / 2 + 1)
    cairo_fill(cairo)
  }

  private func describe(_ document: Document, on surface: OpaquePointer) {
    func set(_ key: cairo_pdf_metadata_t, _ value: String) {
      if !value.isEmpty { cairo_pdf_surface_set_metadata(surface, key, value) }
    }
    set(CAIRO_PDF_METADATA_TITLE, document.title)
    set(CAIRO_PDF_METADATA_AUTHOR, document.author)
    set(CAIRO_PDF_METADATA_SUBJECT, document.subject)
    set(CAIRO_PDF_METADATA_KEYWORDS, document.keywords.joined(separator: ", "))
    set(CAIRO_PDF_METADATA_CREATOR, "learn")
    // Any fixed date makes the file the same in every run.
    set(CAIRO_PDF_METADATA_CREATE_DATE, "2026-01-01T00:00:00Z")
    set(CAIRO_PDF_METADATA_MOD_DATE, "2026-01-01T00:00:00Z")
  }

  private func add(
    _ entries: [Document.OutlineEntry], under parent: Int32, on surface: OpaquePointer
  ) {
    for entry in entries {
      let flags = parent == CAIRO_PDF_OUTLINE_ROOT ? CAIRO_PDF_OUTLINE_FLAG_OPEN.rawValue : 0
      let id = cairo_pdf_surface_add_outline(
        surface, parent, entry.title, "dest='\(PDFTag.quoted(entry.destination))'",
        cairo_pdf_outline_flags_t(flags))
      add(entry.children, under: id, on: surface)
    }
  }
}

/// Collects what Cairo writes.
private final class ByteSink {
  var bytes: [UInt8] = []

  static let write: cairo_write_func_t = { closure, data, length in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
  }
}
