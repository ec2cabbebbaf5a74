import Foundation
import Glibc

extension FileHandle {
  /// What can be read now, after waiting for it; empty at the end.
  ///
  /// Foundation's `availableData` and `readDataToEndOfFile` end the process with "Interrupted system
  /// call" where a signal comes while they wait, whose handler does not ask for restarts: on Linux
  /// they take `EINTR`, which means "try again", for a broken file. A test run waits for dozens of
  /// programs in several threads, so now and then one was hit, and the whole run was lost.
  public func readPart() throws -> Data {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(fileDescriptor, &buffer, buffer.count)
      if count >= 0 { return Data(buffer[..<count]) }
      if errno != EINTR { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
  }

  /// All that comes until the other end is closed.
  public func readToTheEnd() throws -> Data {
    var data = Data()
    while true {
      let part = try readPart()
      if part.isEmpty { return data }
      data += part
    }
  }
}
