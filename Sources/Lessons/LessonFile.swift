import Figures

/// Reads, checks and plays lesson files.
public enum LessonFile {
  /// A lesson with everything in it resolved.
  ///
  /// - Throws: `LessonFileError` where the file cannot be read, `LessonErrors` with all that is
  ///   wrong in it, and what an experiment throws whose data cannot be read.
  public static func play(_ path: String, options: PlayOptions = PlayOptions()) throws
    -> PlayedLesson
  {
    let findings = Findings(file: path)
    let (played, _) = try read(
      path, options: options, tellsMissingData: false, findings: findings)
    guard let played, !findings.hasErrors else { throw LessonErrors(sorted(findings)) }
    return played
  }

  /// All that is wrong with a lesson; empty where it is good.
  ///
  /// - Throws: `LessonFileError` where the file cannot be read.
  public static func lint(_ path: String, options: PlayOptions = PlayOptions()) throws
    -> [Diagnostic]
  {
    try check(path, options: options).diagnostics
  }

  /// The lesson, where it is good, and all that is wrong with it. Data that cannot be read are told
  /// where the lesson asks for them, so that the rest of it is checked.
  ///
  /// - Throws: `LessonFileError` where the file cannot be read.
  public static func check(_ path: String, options: PlayOptions = PlayOptions()) throws
    -> CheckedLesson
  {
    let findings = Findings(file: path)
    let (played, player) = try read(
      path, options: options, tellsMissingData: true, findings: findings)
    let source = try LessonSource.load(path, findings: Findings(file: path))
    let pages = source.flatMap { FrontMatter.place(of: "pages", in: $0) }
    return CheckedLesson(
      file: path, diagnostics: sorted(findings), lesson: findings.hasErrors ? nil : played,
      conditions: player?.conditions ?? [], typed: player?.typed ?? [],
      worksheetLines: player?.worksheetLines ?? [],
      lines: source.map { $0.body.split(separator: "\n", omittingEmptySubsequences: false) } ?? [],
      bodyLine: source?.bodyLine ?? 1, pagesPlace: (pages?.line ?? 1, pages?.column ?? 1))
  }

  /// The front matter alone: for lists of lessons, without playing anything.
  ///
  /// - Parameter languageFolders: Folders of lessons whose `Languages` hold files of words, besides
  ///   the lesson's own.
  public static func header(_ path: String, languageFolders: [String]) throws -> Lesson {
    let findings = Findings(file: path)
    guard let source = try LessonSource.load(path, findings: findings),
      let lesson = FrontMatter.read(
        source, path: path, catalogue: catalogue(path, languageFolders), findings: findings),
      !findings.hasErrors
    else { throw LessonErrors(sorted(findings)) }
    return lesson
  }

  private static func read(
    _ path: String, options: PlayOptions, tellsMissingData: Bool, findings: Findings
  ) throws -> (PlayedLesson?, LessonPlayer?) {
    guard let source = try LessonSource.load(path, findings: findings) else { return (nil, nil) }
    let catalogue = catalogue(path, options.languageFolders)
    var lesson = FrontMatter.read(
      source, path: path, catalogue: catalogue, asked: options.language, findings: findings)
    if let word = options.calledBy { lesson?.calledBy = word }
    let fences = FenceCheck(source.body, line: source.bodyLine, findings: findings)
    let blocks = MarkdownReader.blocks(fences.text, line: source.bodyLine, findings: findings)
    guard !blocks.isEmpty else {
      findings.error(
        "the lesson has no text after its front matter", line: source.bodyLine, column: 1)
      return (nil, nil)
    }
    // Nobody waits for a training whose lesson cannot be shown; linting tells the rest as well.
    if findings.hasErrors, !tellsMissingData { return (nil, nil) }
    let seed = options.seed ?? lesson?.seed ?? 1
    let player = LessonPlayer(
      title: lesson?.title ?? "", words: lesson?.words ?? Catalogue.words(language: "en"),
      numerals: FrontMatter.ownNumerals(source, path: path, catalogue: catalogue), seed: seed,
      options: options, lostExperiment: fences.lostExperiment, tellsMissingData: tellsMissingData,
      findings: findings)
    let played = try player.play(blocks)
    let onWorksheet = Dictionary(
      (played[.worksheet] ?? []).enumerated().map { ($1.place, $0) }
    ) { first, _ in first }
    let lessonAsPlayed = lesson.map {
      PlayedLesson(
        lesson: $0, blocks: (played[.screen] ?? []).map(\.block),
        paperBlocks: (played[.handout] ?? []).map(\.block),
        worksheetBlocks: PlayedLesson.keepingSecrets((played[.worksheet] ?? []).map(\.block)),
        worksheetPlaces: (played[.handout] ?? []).map { onWorksheet[$0.place] },
        experiments: player.experiments)
    }
    return (lessonAsPlayed, player)
  }

  /// The languages of a lesson: those beside it go first.
  private static func catalogue(_ path: String, _ folders: [String]) -> Catalogue {
    let slash = path.lastIndex(of: "/")
    let own = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    return Catalogue(folders: [own] + folders.filter { $0 != own })
  }

  private static func sorted(_ findings: Findings) -> [Diagnostic] {
    findings.diagnostics.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }
}
