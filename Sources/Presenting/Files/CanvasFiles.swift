import Datasets
import Drawing
import Rendering

extension PNGCanvas {
  /// Draws the scene and writes it to a file, which appears whole or not at all.
  ///
  /// - Throws: `WriteError`, `RenderingError`.
  public func write(_ scene: Scene, to path: String) throws {
    try writeWhole(png(of: scene), to: path)
  }
}

extension PDFCanvas {
  /// Draws the document into a file, which appears whole or not at all.
  ///
  /// - Throws: `WriteError`, `RenderingError`.
  public func write(_ document: Document, to path: String) throws {
    try writeWhole(pdf(of: document), to: path)
  }
}
