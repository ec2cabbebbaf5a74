import Figures

/// A lesson as its author wrote it: the front matter and, once played, nothing else of the file.
public struct Lesson: Equatable, Sendable {
  public enum Level: String, CaseIterable, Sendable {
    case beginner, intermediate, advanced
  }

  /// The file's name without its ending: `perceptron-and`.
  public var name: String
  /// The word by which a command finds it again: its name, or the path that was given.
  public var calledBy: String
  public var title: String
  public var summary: String
  public var level: Level
  /// How long a class needs.
  public var minutes: Int
  public var objectives: [String]
  /// Names of lessons that come before this one.
  public var prerequisites: [String]
  /// Numbers of the source reports.
  public var sources: [String]
  public var seed: UInt64
  /// The words in which it is shown, those of its language or of the one that was asked for.
  public var words: Words
  /// What the names of its files end with where it is not shown as its own file has it: `.de`.
  public var edition = ""
  /// The language that was asked for; nil where it was left to the lesson.
  public var askedLanguage: String?
  /// How many pages the worksheet may have; nil where the lesson sets none.
  public var pages: Int?
  /// Where it stands in the curriculum: lessons are listed by this number, then by name.
  public var order: Int

  public init(
    name: String, title: String, summary: String, level: Level = .beginner, minutes: Int,
    objectives: [String] = [], prerequisites: [String] = [], sources: [String] = [],
    seed: UInt64 = 1, words: Words, pages: Int? = nil, order: Int = 1000
  ) {
    self.name = name
    calledBy = name
    self.title = title
    self.summary = summary
    self.level = level
    self.minutes = minutes
    self.objectives = objectives
    self.prerequisites = prerequisites
    self.sources = sources
    self.seed = seed
    self.words = words
    self.pages = pages
    self.order = order
  }
}

extension Lesson {
  /// An IETF language tag: `en`.
  public var language: String { words.language }

  /// What its files are called by.
  public var fileName: String { name + edition }

  /// `learn lesson NAME` as a shell has to be given it.
  public var command: String { "learn lesson \(ShellWord.quoted(calledBy))" + languageOption }

  private var languageOption: String {
    askedLanguage.map { " --language \(ShellWord.quoted($0))" } ?? ""
  }

  /// The same for pages that go from hand to hand: a path may say more of its owner than they
  /// should.
  public var commandOnPaper: String {
    let file = calledBy.split(separator: "/").last.map(String.init) ?? calledBy
    return "learn lesson \(ShellWord.quoted(file))" + languageOption
  }
}
