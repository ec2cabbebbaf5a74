import Foundation

/// Runs `body` with a file that holds `bytes` and goes afterwards.
func withFile<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
  let path = NSTemporaryDirectory() + "lesson-\(UUID().uuidString).md"
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}
