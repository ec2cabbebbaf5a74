import Foundation
import LearnCLI
import TestSupport

/// The built program, run as its user runs it.
struct Program {
  var output: String
  var messages: String
  var code: Int32

  /// The folder that the build puts programs and tests into.
  static let folder: String = {
    let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let test = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    return test.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
      ?? path.deletingLastPathComponent().path
  }()

  /// Runs `learn` with these words.
  ///
  /// - Parameters:
  ///   - folder: the folder it is called from; a new empty one where none is given.
  ///   - target: a file that takes standard output instead of the test.
  ///   - limit: the largest file it may write, in bytes, as a full disk would have it.
  static func run(
    _ words: [String], in folder: String? = nil, environment: [String: String] = [:],
    limit: Int? = nil, redirectedTo target: String? = nil
  ) throws -> Program {
    let process = Process()
    let binary = Self.folder + "/learn"
    if let limit {
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments =
        ["-c", "ulimit -f \(limit / 1024); exec \"$0\" \"$@\"", binary] + words
    } else {
      process.executableURL = URL(fileURLWithPath: binary)
      process.arguments = words
    }
    process.currentDirectoryURL = URL(fileURLWithPath: try folder ?? scratch())
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
      .merging(environment) { $1 }
    let output = Pipe()
    // A file, not a second pipe: nobody has to read it while the program runs.
    let errors = try scratch() + "/messages"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardInput = FileHandle.nullDevice
    if let target {
      process.standardOutput = FileHandle(forWritingAtPath: target)
      try? output.fileHandleForWriting.close()
    } else {
      process.standardOutput = output
    }
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let text = try output.fileHandleForReading.readToTheEnd()
    process.waitUntilExit()
    return Program(
      output: String(decoding: text, as: UTF8.self),
      messages: try String(contentsOfFile: errors, encoding: .utf8),
      code: process.terminationStatus)
  }

  /// A new empty folder.
  static func scratch() throws -> String {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("learn-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.path
  }

  /// All files below a folder, by their paths within it.
  static func files(in folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [])
      .filter {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: folder + "/" + $0, isDirectory: &isFolder)
        return !isFolder.boolValue
      }.sorted()
  }
}

/// A run inside the test, with everything it writes kept.
struct Run {
  var output: String
  var messages: String
  var code: ExitCode

  init(
    _ words: [String], root: CommandDescription = Learn.commands,
    environment: [String: String] = [:]
  ) {
    let output = Output(descriptor: -1)
    let messages = Output(descriptor: -1)
    code = Learn.run(
      words,
      in: CommandContext(
        output: output, messages: messages, environment: { environment[$0] },
        binaryFolder: Program.folder, isInteractive: false, root: root))
    self.output = output.gathered
    self.messages = messages.gathered
  }
}
