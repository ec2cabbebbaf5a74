import Drawing
import Foundation
import Rendering
import Testing

@Suite struct FontsTests {
  @Test func missingFontsAreNamedWithTheirPackages() {
    let error = #expect(throws: RenderingError.self) { try Fonts(folder: "/no/such/folder") }
    #expect(error == .missingFonts([.inter, .stix, .jetBrainsMono]))
    #expect(
      error?.message == "the fonts Inter, STIXGeneral and JetBrains Mono are not installed")
    #expect(
      error?.cure == "Install: sudo apt-get install fonts-inter fonts-stix fonts-jetbrains-mono")
  }

  @Test func missingFaceIsNamedAlone() throws {
    let folder = try linkedFonts(except: "truetype/andika")
    #expect(throws: RenderingError.missingFonts([.andika])) {
      try Fonts(.andika, folder: folder.path)
    }
    #expect(throws: Never.self) { try Fonts(.inter, folder: folder.path) }
  }

  @Test func damagedFontIsAnError() throws {
    let folder = try linkedFonts(except: "opentype/inter")
    let inter = folder.path + "/opentype/inter"
    try FileManager.default.createDirectory(atPath: inter, withIntermediateDirectories: true)
    try "no font".write(
      toFile: inter + "/Inter-Regular.otf", atomically: true, encoding: .utf8)
    #expect(
      throws: RenderingError.unreadableFont(path: inter + "/Inter-Regular.otf")
    ) { try Fonts(folder: folder.path) }
  }

  @Test func otherScriptsNeedTheirPackage() throws {
    let fonts = try Fonts()
    #expect(throws: Never.self) { try fonts.check("Zoë Müller-Łukasiewicz, Πέτρος, Иван: −1 ≤ ŷ") }
    let error = #expect(throws: RenderingError.self) { try fonts.check("王 and محمد") }
    guard case .missingCharacters(let characters, let packages) = error else { return }
    #expect(characters == "王محمد" || characters.unicodeScalars.count == 4)
    #expect(packages.map(\.name) == ["fonts-noto-cjk", "fonts-noto-core"])
    #expect(error?.cure?.contains("fonts-noto-cjk") == true)
  }

  @Test func unknownSignsHaveNoCure() throws {
    let error = #expect(throws: RenderingError.self) { try Fonts().check("🙂") }
    #expect(error?.cure == nil)
    #expect(error?.message == "no installed font has the characters “🙂”")
  }

  @Test func namesInOtherScriptsAreDrawnWhereTheirFontIsInstalled() throws {
    let name = "محمد"
    let noto = Fonts.systemFolder + "/truetype/noto/NotoSansArabic-Regular.ttf"
    guard FileManager.default.fileExists(atPath: noto) else {
      print("fonts-noto-core is not installed: Arabic was not tried")
      return
    }
    let fonts = try Fonts(covering: [name])
    #expect(throws: Never.self) { try fonts.check(name) }
    let ink = try PangoMeasurer(fonts).ink(name, font: Font(.text, size: 20))
    #expect(ink.width > 10)
  }

  @Test func figuresAreTabular() throws {
    let measurer = try PangoMeasurer(Fonts())
    for weight in [Font.Weight.regular, .medium, .semibold, .bold] {
      let font = Font(.text, size: 12, weight: weight)
      let widths = (0...9).map { measurer.measure("\($0)", font: font).width }
      #expect(widths.allSatisfy { abs($0 - widths[0]) < 0.03 }, "\(widths)")
      #expect(
        measurer.measure("1.50", font: font).width - measurer.measure("0.88", font: font).width
          < 0.05)
    }
  }

  @Test func measuresScaleWithTheSize() throws {
    let measurer = try PangoMeasurer(Fonts())
    let small = measurer.measure("perceptron", font: Font(.text, size: 7))
    let large = measurer.measure("perceptron", font: Font(.text, size: 70))
    #expect(abs(large.width / small.width - 10) < 0.02)
    #expect(abs(large.ascent / small.ascent - 10) < 0.05)
  }

  @Test func measuringFromManyThreadsGivesTheSame() throws {
    let measurer = try PangoMeasurer(Fonts())
    let font = Font(.math, size: 13, isItalic: true)
    let widths = try ParallelDrawing.map(200) { index in
      measurer.measure("w\(index % 7)x", font: font).width
    }
    for index in widths.indices { #expect(widths[index] == widths[index % 7]) }
  }

  /// A folder that holds all of the machine's fonts but one.
  private func linkedFonts(except missing: String) throws -> LinkedFonts {
    try LinkedFonts(except: missing)
  }
}

private final class LinkedFonts {
  let path = NSTemporaryDirectory() + "learn-fonts-" + UUID().uuidString

  init(except missing: String) throws {
    let manager = FileManager.default
    for kind in ["opentype", "truetype"] {
      try manager.createDirectory(atPath: "\(path)/\(kind)", withIntermediateDirectories: true)
      let system = "\(Fonts.systemFolder)/\(kind)"
      for name in try manager.contentsOfDirectory(atPath: system)
      where "\(kind)/\(name)" != missing {
        try manager.createSymbolicLink(
          atPath: "\(path)/\(kind)/\(name)", withDestinationPath: "\(system)/\(name)")
      }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
