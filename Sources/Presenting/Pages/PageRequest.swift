import Drawing
import Lessons

/// Which pages of a lesson are made.
public enum PageKind: String, CaseIterable, Sendable {
  /// Every result in its place.
  case handout
  /// Results left blank, to be filled in.
  case worksheet
  /// The worksheet with the answers in the very places of the blanks.
  case key
  /// The handout with what a teacher needs to know, and the answers of its questions.
  case notes
}

/// What pages are asked for, apart from the lesson itself.
public struct PageRequest: Sendable {
  public var kind: PageKind
  public var paper: Paper
  /// Two copies of each page on a sheet.
  public var isTwoUp: Bool
  /// 18-point print.
  public var isLarge: Bool
  /// Codes of what is left blank, in place of the lesson's own; nil leaves the choice to it.
  public var blanks: [String]?
  /// How many steps are half blank between the worked ones and the blank ones.
  public var fade: Int?
  /// Printed at the name line.
  public var name: String?
  /// The variant's code, for the title line; nil for the lesson as it stands.
  public var variant: String?
  /// The command that makes the pages again, and the version, for the footer.
  public var footer: String

  public init(
    kind: PageKind = .handout, paper: Paper = .a4, isTwoUp: Bool = false, isLarge: Bool = false,
    blanks: [String]? = nil, fade: Int? = nil, name: String? = nil, variant: String? = nil,
    footer: String = ""
  ) {
    self.kind = kind
    self.paper = paper
    self.isTwoUp = isTwoUp
    self.isLarge = isLarge
    self.blanks = blanks
    self.fade = fade
    self.name = name
    self.variant = variant
    self.footer = footer
  }

  /// Tables, arithmetic and drawings are numbered tasks, as on the worksheet: the notes call them
  /// by the same numbers.
  var numbersTasks: Bool { kind != .handout }

  /// Worksheet and key share one layout.
  var hasBlanks: Bool { kind == .worksheet || kind == .key }
}

/// Why pages cannot be made.
public enum PageError: Error, Equatable, Sendable {
  /// A worksheet of a lesson that leaves nothing blank.
  case nothingBlank(lesson: String)
  /// `--blanks` names what the lesson does not compute.
  case unknownBlank(String, valid: [String])

  public var message: String {
    switch self {
    case .nothingBlank(let lesson):
      "the lesson \(lesson) has nothing to fill in: no blanks, no questions, no drawing tasks"
    case .unknownBlank(let word, let valid):
      "nothing in this lesson is called “\(word)”"
        + (valid.isEmpty
          ? "; it has no results to leave blank"
          : "; it computes " + valid.joined(separator: ", "))
    }
  }
}
