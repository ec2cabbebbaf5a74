import Figures
import Foundation
import Lessons
import Testing

@testable import Presenting

@Suite struct WalkTests {
  /// The stops of the small lesson in order.
  enum Stop: Int { case cover, begin, walk, table, number, choice, close }

  func walk(columns: Int = 80, rows: Int = 24, told: [Int] = [1, 2, 4], _ keys: [Key] = []) -> Walk
  {
    var walk = Walk(SmallLesson.played(told: told), columns: columns, rows: rows, closing: ["Bye."])
    for key in keys { walk.press(key) }
    return walk
  }

  /// Keys as a reader types them; `>` is Enter, `<` the left arrow.
  func keys(_ text: String) -> [Key] {
    text.map { $0 == ">" ? .enter : $0 == "<" ? .left : .character($0) }
  }

  func screen(_ walk: Walk) -> String { walk.screen.text.joined(separator: "\n") }

  @Test func opensWithTitleAndObjectives() {
    let text = screen(walk())
    #expect(text.contains("A small lesson"))
    #expect(text.contains("• carry out the rule"))
  }

  @Test func notesForTheTeacherAreNowhere() {
    var walk = walk()
    for _ in 0..<40 {
      #expect(!screen(walk).contains("teacher alone"))
      walk.press(.enter)
    }
  }

  @Test func arithmeticIsUncoveredStageByStage() {
    var walk = walk(keys(">>"))
    #expect(walk.place.step == 1)
    #expect(screen(walk).contains("= 0.8"))
    #expect(!screen(walk).contains("Each weight moves"))
    #expect(screen(walk).contains("What will w₀′ be?"))
    walk.press(.enter)
    #expect(screen(walk).contains("= 0.6"))
    #expect(walk.screen.slot?.figure.title == "New line 1")
  }

  @Test(arguments: ["0.6", "0,6", ".6", "3/5", "+0.6", "6/10"])
  func rightPredictions(_ answer: String) {
    let text = screen(walk(keys(">>" + answer + ">")))
    #expect(text.contains("✓ Right: 0.6."))
    #expect(text.contains("Each weight moves"))
  }

  @Test func aUsualSlipIsNamed() {
    let text = screen(walk(keys(">>1>")))
    #expect(text.contains("✗ 1 is not it."))
    #expect(text.contains("sign of d"))
    #expect(text.contains("It is 0.6."))
  }

  @Test(arguments: ["-0.3", "−0.3", "-0,3", "-3/10"])
  func wrongPredictionsAreReadWhateverTheSign(_ answer: String) {
    let text = screen(walk(keys(">>" + answer + ">")))
    #expect(text.contains("✗ −") && text.contains("is not it. It is 0.6."))
  }

  @Test(arguments: ["1/0", "--1", "1.2.3", ".", "/"])
  func whatIsNoNumberIsRefused(_ answer: String) {
    let walk = walk(keys(">>" + answer + ">"))
    #expect(walk.place.stages == 1)
    #expect(walk.typed == answer)
    #expect(screen(walk).contains("is no number"))
  }

  @Test func lettersDoNotMoveWhileAnAnswerIsTyped() {
    let walk = walk(keys(">>0.mq"))
    #expect(!walk.isFinished)
    #expect(walk.typed == "0.")
    #expect(walk.place.step == 1)
  }

  @Test func backspaceAndEscapeTakeBack() {
    var walk = walk(keys(">>0.6"))
    walk.press(.backspace)
    #expect(walk.typed == "0.")
    walk.press(.escape)
    #expect(walk.typed == "")
    walk.press(.escape)
    #expect(walk.place.step == 1)
  }

  @Test func onlyToldStepsAreWalked() {
    var walk = walk(keys(">>"))
    var steps: [Int] = []
    while walk.place.stop == Stop.walk.rawValue {
      if steps.last != walk.place.step { steps.append(walk.place.step) }
      walk.press(.enter)
    }
    #expect(steps == [1, 2, 4])
  }

  @Test func stepsThatAreNotToldCanBeVisited() {
    let walk = walk(keys(">>g3>"))
    #expect(walk.place.step == 3)
    #expect(screen(walk).contains("step 3 of 4"))
  }

  @Test(arguments: ["0", "5", "99"])
  func stepsOutsideAreNamed(_ number: String) {
    let walk = walk(keys(">>g" + number + ">"))
    #expect(walk.place.step == 1)
    #expect(screen(walk).contains("Steps go from 1 to 4."))
  }

  @Test func nextMistakeAndNextEpoch() {
    var walk = walk(keys(">>m"))
    #expect(walk.place.step == 3)
    walk.press(.character("m"))
    #expect(screen(walk).contains("No mistake after this step."))
    walk.press(.home)
    #expect(walk.place.step == 1)
    walk.press(.character("e"))
    #expect(walk.place.step == 3)
    walk.press(.end)
    #expect(walk.place.step == 4)
    walk.press(.end)
    #expect(screen(walk).contains("Converged in epoch 2"))
    #expect(screen(walk).contains("Bye."))
  }

  @Test func goingBackGivesTheSameScreens() {
    var walk = walk(keys(">>"))
    var screens: [String] = []
    while walk.place.stop == Stop.walk.rawValue {
      screens.append(screen(walk))
      walk.press(.enter)
    }
    for expected in screens.reversed() {
      walk.press(.left)
      #expect(screen(walk) == expected)
    }
  }

  @Test func aListOfNumbersIsAnswered() {
    let question = keys(">>>>>>>")
    var walk = walk(question)
    #expect(walk.place.stop == Stop.number.rawValue)
    walk.press(.character("i"))
    #expect(screen(walk).contains("Hint: Look at step 4."))
    for key in keys("-0,4 1/5>") { walk.press(key) }
    #expect(screen(walk).contains("✓ Right: −0.4, 0.2."))
    #expect(screen(walk).contains("They stay."))
  }

  @Test func choicesAreTakenByLetter() {
    var walk = walk(keys(">>>>>>>>>"))
    #expect(walk.place.stop == Stop.choice.rawValue)
    walk.press(.character("a"))
    #expect(screen(walk).contains("✗ z is 0 there."))
    walk.press(.character("b"))
    #expect(walk.place.stop == Stop.choice.rawValue)
    #expect(screen(walk).contains("✓ 0 is not above 0."))
  }

  @Test func enterShowsTheAnswerAndGoesOn() {
    var walk = walk(keys(">>>>>>>>>>"))
    #expect(screen(walk).contains("b) right: 0 is not above 0."))
    walk.press(.enter)
    #expect(walk.place.stop == Stop.close.rawValue)
  }

  /// A reader who was wrong goes back, and finds the question as it was.
  @Test func aWrongPredictionMayBeTriedAgain() {
    var walk = walk(keys(">>1>"))
    #expect(screen(walk).contains("✗ 1 is not it."))
    walk.press(.left)
    let open = screen(walk)
    #expect(open.contains("What will w₀′ be?") && !open.contains("✗") && !open.contains("It is"))
    for key in keys("0.6>") { walk.press(key) }
    #expect(screen(walk).contains("✓ Right: 0.6."))
  }

  @Test func whatWasWrongIsForgottenOnLeaving() {
    var walk = walk(keys(">>1>>"))
    #expect(walk.place.step == 2)
    walk.press(.left)
    #expect(walk.place.step == 1)
    #expect(!screen(walk).contains("✗"))
  }

  @Test func leftGoesToTheQuestionAsItWas() {
    var walk = walk(keys(">>>>>>>>>a"))
    #expect(screen(walk).contains("✗ z is 0 there."))
    walk.press(.left)
    #expect(walk.place.stop == Stop.choice.rawValue)
    #expect(!screen(walk).contains("✗"))
    for key in keys("b<") { walk.press(key) }
    #expect(walk.place.stop == Stop.choice.rawValue)
    #expect(!screen(walk).contains("0 is not above 0."))
    // Shown without an answer, then left, too.
    for key in keys("><") { walk.press(key) }
    #expect(!screen(walk).contains("0 is not above 0."))
    walk.press(.left)
    #expect(walk.place.stop == Stop.number.rawValue)
  }

  @Test func aRightChoiceGivesItsReasonOnce() {
    let text = screen(walk(keys(">>>>>>>>>b")))
    #expect(text.components(separatedBy: "0 is not above 0.").count == 2)
  }

  @Test func backspaceTakesNothingBackWhereNothingIsTyped() {
    var walk = walk(keys(">>"))
    let place = walk.place
    walk.press(.backspace)
    #expect(walk.place == place)
    walk = self.walk(keys(">>>>>>>"))
    #expect(walk.place.stop == Stop.number.rawValue)
    walk.press(.backspace)
    #expect(walk.place.stop == Stop.number.rawValue)
  }

  @Test(arguments: [
    ("401,920", 401_920.0), ("1,234,567", 1_234_567), ("−1,200", -1200), ("401.920", 401_920),
    ("401,920", 401.92), ("0,125", 0.125),
  ])
  func thousandsMayBeParted(_ text: String, _ value: Double) throws {
    let question = Prediction(
      Quantity(step: 1, "n"), question: "", expected: value, expectedText: "")
    #expect(try #require(Verdict.judging(text, question, .english)).isRight)
    let asked = Value(text: "", numbers: [value], plain: [])
    #expect(try #require(Verdict.judging(text, asked, tolerance: 0, .english)).isRight)
  }

  @Test(arguments: ["401,92", "4019,20", "40,1920", "401,920.5"])
  func groupsHaveThreeDigits(_ text: String) {
    #expect(Verdict.grouped(text) == nil)
  }

  /// At step 1 nobody knows of the mistakes to come.
  @Test func theStripTellsNoMistakeToCome() {
    var walk = walk(keys(">>"))
    func strip() -> String { walk.screen.text[22] }
    #expect(!strip().contains("●"))
    while walk.place.step < 4 { walk.press(.enter) }
    #expect(strip().contains("●") && strip().contains("mistake"))
  }

  @Test func aKindOfQuestionThatIsKnownIsAskedLessOften() {
    var less = AskingLess()
    let moment = SmallLesson.played(told: [1]).experiments[0].moment(1)
    let question = moment.stages[1].prediction
    var asked: [Int] = []
    for step in 1...9 {
      let place = WalkPlace.Address(stop: 0, step: step, stage: 0)
      less.enter(place, asking: moment)
      if less.isPassedOver(place) { continue }
      asked.append(step)
      // The eighth is wrong, and the ninth is asked again.
      if let question { less.note(Verdict(isRight: step < 8, message: ""), on: question) }
    }
    #expect(asked == [1, 2, 5, 8, 9])
  }

  @Test(arguments: [Key.character("q"), .interrupt])
  func leaving(_ key: Key) {
    #expect(walk([key]).isFinished)
  }

  @Test func helpNamesEveryKey() {
    let text = screen(walk([.character("?")]))
    for key in ["Enter", "m", "e", "g", "Home", "End", "q"] { #expect(text.contains(key)) }
  }

  /// Whatever the size, no line is longer than the terminal and no key crashes.
  @Test(arguments: [(20, 24), (20, 6), (10, 5), (1, 1), (40, 12), (80, 24), (120, 40), (300, 90)])
  func everySizeWorks(_ columns: Int, _ rows: Int) {
    var walk = walk(columns: columns, rows: rows)
    for key in keys(">>0.6>>>m3>e<<<g2>?x>>>>i-0,4 0>>a>>>>") + [
      .end, .home, .down, .up, .pageDown,
    ] {
      walk.press(key)
      let lines = walk.screen.lines
      #expect(lines.count == max(rows, 5))
      #expect(lines.allSatisfy { $0.columns == max(columns, 10) })
      if let slot = walk.screen.slot {
        #expect(slot.column + slot.columns <= columns)
        #expect(slot.row + slot.rows <= rows)
      }
    }
    walk.resize(columns: 80, rows: 24)
    #expect(walk.screen.lines.count == 24)
  }
}
