import Lessons
import Presenting
import Rendering

/// All that a run of a lesson leaves in its folder: pictures and PDF and, where they are asked for,
/// a page for a browser and the maps of a network.
struct LessonFiles: Sendable {
  private let page: WebPageFile?
  private let pictures: PictureFiles
  private let maps: FeatureMapFiles?

  init(
    _ lesson: PlayedLesson, mapsOf network: NetworkStory?,
    formats: Set<PictureFiles.Format>, folder: String, fonts: Fonts, web: WebFinder
  ) throws {
    page =
      formats.contains(.html)
      ? try WebPageFile(
        lesson, files: web.files(), folder: folder, fonts: fonts, words: lesson.lesson.words)
      : nil
    pictures = try PictureFiles(
      lesson, formats: formats, folder: folder, fonts: fonts, words: lesson.lesson.words)
    maps = try network.map { try Self.maps(of: $0, in: lesson, below: folder, fonts) }
  }

  /// The maps of a network, which lie in a folder of their own below the lesson's.
  static func maps(
    of network: NetworkStory, in lesson: PlayedLesson, below folder: String,
    _ fonts: Fonts
  ) throws -> FeatureMapFiles {
    try FeatureMapFiles(
      network, folder: folder + "/feature-maps", fonts: fonts, words: lesson.lesson.words)
  }

  func makeFolders() throws {
    try pictures.makeFolders()
    try maps?.makeFolder()
  }

  func write(check: @escaping @Sendable () throws -> Void) throws {
    try pictures.write(check: check)
    try page?.write()
    try maps?.write(check: check)
  }

  /// What was written where, a line a folder.
  var summary: [String] {
    let tallies = [pictures.tally] + [page?.tally, maps?.tally].compactMap { $0 }
    return Self.summary(tallies.count > 1 ? tallies.filter { $0.count > 0 } : tallies)
  }

  static func summary(_ tallies: [FileTally]) -> [String] {
    let all = tallies.reduce(0) { $0 + $1.count }
    return tallies.map { "Wrote " + $0.text } + (tallies.count > 1 ? ["\(all) files in all"] : [])
  }
}
