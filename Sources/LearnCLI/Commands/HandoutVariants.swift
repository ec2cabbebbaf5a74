import Lessons
import Presenting
import Rendering

extension HandoutRun {
  /// A sheet of their own for everybody, and one booklet with all answers.
  func variants(of played: PlayedLesson, path: String, options: PlayOptions) throws {
    let names = try invocation.value("roster").map(roster)
    let count = invocation.integer("variants") ?? names?.count ?? 1
    if let names, names.count > count {
      throw UsageError(
        "The list has \(names.count) names, but --variants \(count) makes \(count) sheets.",
        path: invocation.path)
    }
    guard count <= Roster.limit else {
      throw UsageError(
        "\(count) variants: at most \(Roster.limit) are made in one run.", path: invocation.path)
    }
    let seed = seed(of: played)
    var lessons: [PlayedLesson] = []
    // What a lesson's text points at (a step, an epoch) may be missing in a variant's training.
    let space = try VariantSpace(of: played)
    var complaint: LessonErrors?
    let chosen: [Variant]
    do {
      chosen = try space.variants(count, seed: seed) { variant in
        do {
          lessons.append(
            try LessonFile.play(path, options: options.varied(by: variant.overrides, of: played)))
          return true
        } catch let errors as LessonErrors {
          complaint = errors
          return false
        }
      }
    } catch let error as VariantError {
      let places = complaint.map { $0.diagnostics.map { "\n  " + $0.text }.joined() } ?? ""
      guard case .noneFits = error else { throw error }
      throw CommandFailure(error.message.capitalizedFirst + "." + places, code: .badData)
    }
    let fonts = try Fonts(face, covering: names ?? [])
    try fonts.check((names ?? []).joined())
    let maker = PageMaker(
      measurer: try PangoMeasurer(fonts), words: played.lesson.words)
    let sheets = zip(chosen, lessons).enumerated().map { place, sheet in
      VariantBook.Sheet(
        variant: sheet.0, played: sheet.1,
        name: names.flatMap { $0.indices.contains(place) ? $0[place] : nil })
    }
    var request = request(.key)
    request.footer = footer(ofVariants: count, seed: seed)
    let book = try VariantBook(sheets, request: request, maker: maker) { sheet, kind in
      footer(kind, of: played, variant: sheet.variant.code, name: sheet.name)
    }
    let name = played.lesson.fileName
    for kind in kinds where kind != .handout {
      try write(
        kind == .key ? book.key : book.worksheets,
        text: kind == .key ? book.keyText : book.worksheetText, fonts: fonts, name: name,
        suffix: "\(kind.rawValue)-variants")
    }
  }

  private func roster(_ path: String) throws -> [String] {
    do {
      return try Roster(CSVTable(CSVTable.bytes(ofFile: path))).names
    } catch let error as CSVTable.ReadError {
      throw CommandFailure("\(path):\(error.line): \(error.message)", code: .badData)
    }
  }
}
