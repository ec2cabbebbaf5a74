import Foundation
import Testing

/// The rooms import only what the plan of the house lets them.
@Suite struct RoomTests {
  static let libraries: Set<String> = [
    "CCairo", "CPango", "CDeflate", "CFontconfig", "CZlib", "CNettle", "CCmark",
    "CYAML",
    "CChafa", "CSpng", "CMath", "CPage", "LateLibraries", "VectorKernels",
  ]
  static let allowed: [String: Set<String>] = [
    "Numerics": ["VectorKernels"],
    "Drawing": ["CMath"],
    "Datasets": ["Numerics", "CZlib", "CNettle", "CSpng"],
    "Networks": ["Numerics", "Datasets"],
    "Figures": ["CMath", "Numerics", "Networks", "Datasets", "Drawing"],
    "Rendering": ["Drawing", "CCairo", "CPango", "CFontconfig", "CDeflate", "LateLibraries"],
    "Lessons": ["Numerics", "Datasets", "Networks", "Drawing", "Figures", "CCmark", "CYAML"],
    "Presenting": [
      "Numerics", "Datasets", "Networks", "Drawing", "Figures", "Lessons", "Rendering", "CChafa",
    ],
    "LearnCLI": [
      "Numerics", "Datasets", "Networks", "Drawing", "Figures", "Lessons", "Rendering",
      "Presenting",
    ],
    "Browser": ["Drawing", "Lessons", "CPage"],
    "learn": ["LearnCLI"],
  ]
  /// What comes with the language.
  static let system: Set<String> = [
    "Glibc", "Synchronization", "Dispatch", "FoundationEssentials", "Foundation",
  ]

  static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources").path

  @Test(arguments: allowed.keys.sorted()) func importsHoldToTheTable(_ room: String) throws {
    let folder = Self.sources + "/" + room
    let files = Program.files(in: folder).filter { $0.hasSuffix(".swift") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ").filter { !$0.hasPrefix("@") && $0 != "public" }
        guard words.count >= 2, words[0] == "import" else { continue }
        let name = String(words[1])
        #expect(
          Self.allowed[room]?.contains(name) == true || Self.system.contains(name),
          "\(room)/\(file) imports \(name)")
      }
    }
  }

  @Test func everyRoomIsInTheTable() throws {
    let rooms = try FileManager.default.contentsOfDirectory(atPath: Self.sources)
      .filter { $0 != "CLibraries" }
    #expect(Set(rooms) == Set(Self.allowed.keys))
    let libraries = try FileManager.default.contentsOfDirectory(
      atPath: Self.sources + "/CLibraries")
    #expect(Set(libraries) == Self.libraries)
  }
}
