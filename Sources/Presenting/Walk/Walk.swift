import Figures
import Lessons

/// A reader's way through a lesson in the terminal, as a state machine: keys go in, a screen comes
/// out. It knows no terminal and no clock, so that tests can play it.
public struct Walk: Sendable {
  public let lesson: PlayedLesson
  public let stops: [WalkStop]
  public internal(set) var place = WalkPlace()
  public private(set) var columns: Int
  public private(set) var rows: Int
  public internal(set) var mode = Mode.reading
  /// What the reader has typed so far.
  public internal(set) var typed = ""
  /// A word to the reader on the last line, until the next key.
  public internal(set) var message = ""
  public internal(set) var isFinished = false
  /// Whether Ctrl-C ended the walk.
  public private(set) var isInterrupted = false
  /// What the last page says, for instance where the pictures will be.
  public var closing: [String]

  var verdicts: [WalkPlace.Address: Verdict] = [:]
  var asking = AskingLess()
  var answers: [Int: QuestionState] = [:]
  /// The moment on the screen, which may have taken long to compute.
  var held: (stop: Int, moment: Moment)?

  public enum Mode: Equatable, Sendable {
    case reading, goingTo, help
  }

  struct QuestionState: Equatable, Sendable {
    var verdict: Verdict?
    var chosen: Int?
    var hints = 0
    var isOpen = true
  }

  public init(
    _ lesson: PlayedLesson, columns: Int, rows: Int, closing: [String] = []
  ) {
    self.lesson = lesson
    stops = WalkStop.all(of: lesson)
    self.columns = max(columns, 10)
    self.rows = max(rows, 5)
    self.closing = closing
  }

  /// The terminal has another size now.
  public mutating func resize(columns: Int, rows: Int) {
    self.columns = max(columns, 10)
    self.rows = max(rows, 5)
    place.scroll = 0
  }

  // MARK: Where we are

  /// Of the lesson's language.
  var words: Words { lesson.lesson.words }

  var stop: WalkStop { stops[place.stop] }

  /// The walk and the step on the screen; nil on other stops.
  var current: (walk: PlayedWalk, moment: Moment)? {
    guard case .steps(let walk) = stop.content else { return nil }
    if let held, held.stop == place.stop, held.moment.index == place.step {
      return (walk, held.moment)
    }
    return (walk, walk.experiment.moment(place.step))
  }

  /// The prediction that waits for an answer.
  var pending: Prediction? {
    guard let (_, moment) = current, place.stages < moment.stages.count, !isPassedOver
    else { return nil }
    return moment.stages[place.stages].prediction
  }

  /// Whether the step on the screen asks nothing, because questions of its kind are known.
  var isPassedOver: Bool { asking.isPassedOver(place.atStep) }

  /// The question on the screen while it is open.
  var openQuestion: PlayedQuestion? {
    guard case .question(let question) = stop.content, answers[place.stop]?.isOpen ?? true
    else { return nil }
    return question
  }

  // MARK: Keys

  /// The reader pressed a key.
  public mutating func press(_ key: Key) {
    message = ""
    if key == .interrupt {
      isInterrupted = true
      isFinished = true
      return
    }
    switch mode {
    case .help: mode = .reading
    case .goingTo: pressWhileGoing(key)
    case .reading:
      if pressWhileAnswering(key) { return }
      pressWhileReading(key)
    }
  }

  private mutating func pressWhileReading(_ key: Key) {
    switch key {
    case .enter, .right, .character(" "), .character("n"), .pageDown: next()
    case .left, .character("b"), .character("p"), .backspace, .pageUp: back()
    case .up, .character("k"): scroll(by: -1)
    case .down, .character("j"): scroll(by: 1)
    case .home, .character("s"): goToStart()
    case .end: goToEnd()
    case .character("m"): goToNextMistake()
    case .character("e"): goToNextEpoch()
    case .character("g"):
      if experimentNearby == nil {
        message = words("This lesson has no steps.")
      } else {
        mode = .goingTo
        typed = ""
      }
    case .character("?"), .character("h"): mode = .help
    case .character("q"): isFinished = true
    case .character(let character) where character.isNumber:
      message = words("To go to a step press g, then its number.")
    case .character, .escape, .interrupt: break
    }
  }

  private mutating func pressWhileGoing(_ key: Key) {
    switch key {
    case .character(let character) where "0123456789".contains(character):
      if typed.count < 6 { typed.append(character) }
    case .backspace:
      if typed.isEmpty { mode = .reading } else { typed.removeLast() }
    case .enter:
      let number = Int(typed)
      mode = .reading
      typed = ""
      if let number { goTo(step: number) }
    case .escape, .character("q"), .character("g"):
      mode = .reading
      typed = ""
    default: break
    }
  }
}

/// An address in a lesson, and how much of it is shown.
public struct WalkPlace: Equatable, Sendable {
  struct Address: Hashable, Sendable {
    var stop: Int
    var step: Int
    var stage: Int
  }

  /// The step alone.
  var atStep: Address { Address(stop: stop, step: step, stage: 0) }

  /// Index of the stop.
  public var stop = 0
  /// The step on the screen, from 1; 0 on stops without steps.
  public var step = 0
  /// How many sub-steps of it are shown.
  public var stages = 0
  /// Lines scrolled away at the top.
  public var scroll = 0
}
