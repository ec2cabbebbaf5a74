import Datasets

/// Whole files, read and written; what goes wrong is a `ModelFileError`.
enum File {
  /// More than any model that this program trains.
  static let largest = 2 << 30

  /// - Parameter isInput: see `readWhole`.
  static func read(_ path: String, _ operation: String, isInput: Bool = true) throws -> [UInt8] {
    do throws(DatasetError) {
      return try readFile(path, to: operation, limit: largest, isInput: isInput)
    } catch {
      let kind: ModelFileError.Kind =
        switch error.kind {
        case .missing: .missing
        case .tooLarge: .corrupt
        default: .unreadable
        }
      throw ModelFileError(kind, operation, path: path, error.reason)
    }
  }

  /// The old file stays until the new one is whole.
  ///
  /// - Throws: `ModelFileError`
  static func write(_ bytes: [UInt8], to path: String, _ operation: String) throws {
    do throws(WriteError) {
      try writeWhole(bytes, to: path)
    } catch {
      throw ModelFileError(.unwritable, operation, path: path, error.reason)
    }
  }
}
