import Foundation
import Rendering
import Testing

/// Libraries that only drawing and terminal pictures need are opened when they are needed.
@Suite struct LateLibraryTests {
  /// The files that the system's linker loaded, by its own account.
  private func loaded(by words: [String]) throws -> Set<String> {
    let run = try Program.run(words, environment: ["LD_DEBUG": "files"])
    #expect(run.code == 0)
    let files = run.messages.split(separator: "\n").compactMap { line -> String? in
      guard let place = line.range(of: "calling init: ") else { return nil }
      return line[place.upperBound...].split(separator: "/").last.map(String.init)
    }
    // The account is one: the C library is always there.
    #expect(files.contains("libc.so.6"))
    return Set(files)
  }

  private var late: Set<String> { Set(LateLibrary.all.map(\.file)) }

  @Test(arguments: [
    ["--version"], ["help"], ["list"], ["models"], ["kinds"],
    ["lesson", "perceptron-nand", "--json"],
  ])
  func whatDrawsNothingOpensNone(_ words: [String]) throws {
    let loaded = try loaded(by: words)
    #expect(loaded.isDisjoint(with: late), "\(loaded.intersection(late).sorted())")
    // A quarter of the start once went there, for one function.
    #expect(loaded.filter { $0.contains("Foundation") } == [])
  }

  @Test func whatDrawsOpensThem() throws {
    let loaded = try loaded(by: ["lesson", "perceptron-nand", "--format", "pdf"])
    #expect(late.subtracting(loaded) == ["libchafa.so.0"])
  }

  /// A library that cannot be opened is named with its package; the lesson is told all the same.
  @Test(
    arguments: LateLibrary.all.filter { !$0.file.contains("chafa") }.map { [$0.file, $0.package] })
  func aMissingLibraryIsNamed(_ library: [String]) throws {
    let folder = try Program.scratch()
    try "".write(toFile: folder + "/" + library[0], atomically: true, encoding: .utf8)
    let run = try Program.run(
      ["lesson", "perceptron-nand"], in: folder, environment: ["LD_LIBRARY_PATH": folder])
    #expect(run.code == 66)
    #expect(run.output.contains("Epoch 2 · step 8"))
    #expect(
      run.messages.hasPrefix("Error: Cannot open the library \(library[0]) ("), "\(run.messages)")
    #expect(
      run.messages.hasSuffix(").\n  Install: sudo apt-get install \(library[1])\n"),
      "\(run.messages)")
    #expect(Program.files(in: folder) == [library[0]])
  }

  /// A library that lacks a function is too old.
  @Test func anOldLibraryIsNamed() throws {
    let folder = try Program.scratch()
    let other = try #require(
      ["/lib/x86_64-linux-gnu/libz.so.1", "/lib/aarch64-linux-gnu/libz.so.1", "/lib64/libz.so.1"]
        .first { FileManager.default.fileExists(atPath: $0) })
    try FileManager.default.copyItem(
      atPath: URL(fileURLWithPath: other).resolvingSymlinksInPath().path,
      toPath: folder + "/libdeflate.so.0")
    let run = try Program.run(
      ["handout", "perceptron-nand"], in: folder, environment: ["LD_LIBRARY_PATH": folder])
    #expect(run.code == 66)
    #expect(run.messages.contains("undefined symbol: libdeflate_"), "\(run.messages)")
    #expect(run.messages.hasSuffix("  Install: sudo apt-get install libdeflate0\n"))
  }

  /// A package made of the program names them by hand: script/setup has the list.
  @Test func theScriptHasTheirPackages() throws {
    let script = try String(
      contentsOfFile: RoomTests.sources + "/../script/setup", encoding: .utf8)
    let list = try #require(script.components(separatedBy: "opened_late=(").dropFirst().first)
    let packages = list.prefix { $0 != ")" }.split { $0 == " " || $0 == "\n" }.map(String.init)
    #expect(packages.sorted() == Set(LateLibrary.all.map(\.package)).sorted())
  }
}
