import CCairo

enum CairoStatus {
  static func check(_ status: cairo_status_t, _ operation: String) throws(RenderingError) {
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(operation: operation, reason: String(cString: cairo_status_to_string(status)))
    }
  }
}
