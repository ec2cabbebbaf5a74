import Foundation
import Synchronization
import TestSupport

/// The built program on a real pseudo-terminal, which `script` from util-linux makes.
final class PseudoTerminal: Sendable {
  private struct State: @unchecked Sendable {
    // Reached under the lock only.
    var bytes = Data()
    var isAtEnd = false
  }

  let folder: String
  private let state = Mutex(State())
  private let process: Process
  private let input = Pipe()

  /// Runs `learn` with these words in a terminal of 80 columns and 24 rows; after it, the shell
  /// prints `code` and its exit code.
  init(_ words: [String], environment: [String: String] = [:], in folder: String? = nil) throws {
    self.folder = try folder ?? Program.scratch()
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    process.currentDirectoryURL = URL(fileURLWithPath: self.folder)
    process.environment = [
      "TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "SHELL": "/bin/sh",
    ].merging(environment) { $1 }
    let command = (["\(Program.folder)/learn"] + words).map { "'\($0)'" }.joined(separator: " ")
    process.arguments = [
      "-qec",
      "stty cols 80 rows 24; stty -g >before; \(command) 2>messages; echo code $?; stty -g >after",
      "/dev/null",
    ]
    process.standardInput = input
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let reader = output.fileHandleForReading
    Thread.detachNewThread { [self] in
      while true {
        let part = (try? reader.readPart()) ?? Data()
        state.withLock {
          $0.bytes += part
          $0.isAtEnd = part.isEmpty
        }
        if part.isEmpty { return }
      }
    }
  }

  /// All that came so far.
  var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

  /// Types something, once `expected` has come since the last thing typed.
  ///
  /// - Returns: whether it came within a minute.
  func type(_ keys: String, after expected: String) throws -> Bool {
    let found = wait { $0.contains(expected) }
    state.withLock { $0.bytes.removeAll() }
    try input.fileHandleForWriting.write(contentsOf: Data(keys.utf8))
    return found
  }

  /// Waits for the program's end.
  ///
  /// - Returns: what came since the last thing typed, and what went to standard error.
  func end() throws -> (text: String, messages: String) {
    while !state.withLock({ $0.isAtEnd }) { Thread.sleep(forTimeInterval: 0.02) }
    process.waitUntilExit()
    return (text, try String(contentsOfFile: folder + "/messages", encoding: .utf8))
  }

  /// Whether the terminal's settings are as they were before.
  var isGivenBack: Bool {
    get throws {
      try String(contentsOfFile: folder + "/before", encoding: .utf8)
        == String(contentsOfFile: folder + "/after", encoding: .utf8)
    }
  }

  private func wait(until isDone: (String) -> Bool) -> Bool {
    for _ in 0..<3000 {
      if isDone(text) { return true }
      Thread.sleep(forTimeInterval: 0.02)
    }
    return false
  }
}
