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
    let played = try read(path, options: options, findings: findings)
    guard let played, !findings.hasErrors else { throw LessonErrors(sorted(findings)) }
    return played
  }

  /// All that is wrong with a lesson; empty where it is good.
  ///
  /// - Throws: `LessonFileError` where the file cannot be read, and what an experiment throws
  ///   whose data cannot be read.
  public static func lint(_ path: String, options: PlayOptions = PlayOptions()) throws
    -> [Diagnostic]
  {
    let findings = Findings(file: path)
    _ = try read(path, options: options, findings: findings)
    return sorted(findings)
  }

  /// The front matter alone: for lists of lessons, without playing anything.
  public static func header(_ path: String) throws -> Lesson {
    let findings = Findings(file: path)
    guard let source = try LessonSource.load(path, findings: findings),
      let lesson = FrontMatter.read(source, path: path, findings: findings), !findings.hasErrors
    else { throw LessonErrors(sorted(findings)) }
    return lesson
  }

  private static func read(_ path: String, options: PlayOptions, findings: Findings) throws
    -> PlayedLesson?
  {
    guard let source = try LessonSource.load(path, findings: findings) else { return nil }
    let lesson = FrontMatter.read(source, path: path, findings: findings)
    let blocks = MarkdownReader.blocks(source.body, line: source.bodyLine, findings: findings)
    guard !blocks.isEmpty else {
      findings.error(
        "the lesson has no text after its front matter", line: source.bodyLine, column: 1)
      return nil
    }
    let seed = options.seed ?? lesson?.seed ?? 1
    let player = LessonPlayer(
      title: lesson?.title ?? "", language: lesson?.language ?? "en", seed: seed,
      options: options, findings: findings)
    let played = try player.play(blocks)
    return lesson.map {
      PlayedLesson(
        lesson: $0, blocks: (played[.screen] ?? []).map(\.block),
        paperBlocks: (played[.handout] ?? []).map(\.block),
        worksheetBlocks: (played[.worksheet] ?? []).map(\.block),
        worksheetPlaces: (played[.handout] ?? []).map { block in
          played[.worksheet]?.firstIndex { $0.place == block.place }
        }, experiments: player.experiments)
    }
  }

  private static func sorted(_ findings: Findings) -> [Diagnostic] {
    findings.diagnostics.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }
}
