import Glibc
import Synchronization

/// A web server on 127.0.0.1 that can misbehave. The first part of an address says how.
///
/// Connections are served one after the other by a thread of their own, each closed afterwards.
final class LoopbackServer: Sendable {
  enum Conduct: String {
    case good, missing, lying, bomb, endless
    /// Sends half and then nothing.
    case stalling
    /// Sends half and hangs up.
    case cutting
    /// Ignores that the client has a part already.
    case forgetful
  }

  private let files: [String: [UInt8]]
  private let listener: CInt
  let port: UInt16
  private let log = Mutex<[String]>([])

  /// First lines and ranges of the requests so far.
  var requests: [String] { log.withLock { $0 } }

  init(_ files: [String: [UInt8]]) {
    self.files = files
    listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listener, $0, length)
        _ = listen(listener, 16)
        getsockname(listener, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<LoopbackServer>.fromOpaque(context).takeRetainedValue().serve() }
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    pthread_detach(thread)
  }

  func mirror(_ conduct: Conduct) -> String { "http://127.0.0.1:\(port)/\(conduct.rawValue)/" }

  /// Ends the thread; the value is of no use afterwards.
  func stop() { shutdown(listener, CInt(SHUT_RDWR)) }

  private func serve() {
    while true {
      let connection = accept(listener, nil, nil)
      if connection < 0 { break }
      answer(connection)
      close(connection)
    }
    close(listener)
  }

  private func answer(_ connection: CInt) {
    var request = [UInt8](repeating: 0, count: 8192)
    let count = read(connection, &request, request.count)
    guard count > 0 else { return }
    let lines = String(decoding: request[0..<count], as: UTF8.self).split(separator: "\r\n")
    let range = lines.first { $0.hasPrefix("Range: bytes=") }
    log.withLock { $0.append("\(lines[0])\(range.map { " " + $0 } ?? "")") }
    let path = lines[0].split(separator: " ")[1].split(separator: "/").map(String.init)
    guard path.count == 2, let conduct = Conduct(rawValue: path[0]), let file = files[path[1]],
      conduct != .missing
    else {
      send(connection, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
      return
    }
    let start = range.flatMap { Int($0.dropFirst(13).prefix { $0 != "-" }) } ?? 0
    switch conduct {
    case .lying:
      body(connection, Array("<html>Sign in to the school network</html>".utf8)[...], from: 0)
    case .bomb:
      body(connection, bombBytes[...], from: 0)
    case .endless:
      send(connection, "HTTP/1.1 200 OK\r\n\r\n")
      let block = String(repeating: "x", count: 1 << 16)
      for _ in 0..<10_000 where !send(connection, block) { return }
    case .forgetful:
      body(connection, file[...], from: 0)
    case .stalling, .cutting:
      header(connection, size: file.count - start, from: start, of: file.count)
      sendBytes(connection, file[start..<start + (file.count - start) / 2])
      if conduct == .stalling {
        // Until the client gives up.
        var byte: UInt8 = 0
        _ = read(connection, &byte, 1)
      }
    default:
      guard start < file.count || start == 0 else {
        send(connection, "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n\r\n")
        return
      }
      header(connection, size: file.count - start, from: start, of: file.count)
      sendBytes(connection, file[start...])
    }
  }

  private func body(_ connection: CInt, _ bytes: ArraySlice<UInt8>, from start: Int) {
    header(connection, size: bytes.count, from: start, of: bytes.count)
    sendBytes(connection, bytes)
  }

  private func header(_ connection: CInt, size: Int, from start: Int, of total: Int) {
    let status = start > 0 ? "206 Partial Content" : "200 OK"
    let range = start > 0 ? "Content-Range: bytes \(start)-\(total - 1)/\(total)\r\n" : ""
    send(connection, "HTTP/1.1 \(status)\r\nContent-Length: \(size)\r\n\(range)\r\n")
  }

  @discardableResult private func send(_ connection: CInt, _ text: String) -> Bool {
    sendBytes(connection, Array(text.utf8)[...])
  }

  @discardableResult private func sendBytes(_ connection: CInt, _ bytes: ArraySlice<UInt8>)
    -> Bool
  {
    var rest = bytes
    while !rest.isEmpty {
      let n = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      if n <= 0 { return false }
      rest = rest.dropFirst(n)
    }
    return true
  }
}
