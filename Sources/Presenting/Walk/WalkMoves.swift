import Figures
import Lessons

/// Moving about.
extension Walk {
  /// Uncovers the next sub-step, turns the page, or goes on to the next step that is told.
  mutating func next() {
    let overflow = bodyOverflow
    switch stop.content {
    case .page, .cover, .close, .figure:
      if place.scroll < overflow {
        place.scroll = min(place.scroll + max(bodyRows - 1, 1), overflow)
      } else {
        goTo(stop: place.stop + 1)
      }
    case .question:
      if openQuestion != nil {
        answers[place.stop, default: QuestionState()].isOpen = false
        place.scroll = 0
      } else {
        goTo(stop: place.stop + 1)
      }
    case .steps(let walk):
      if place.stages < current?.moment.stages.count ?? 0 {
        place.stages += 1
        place.scroll = 0
      } else if let step = nextTold(in: walk) {
        enter(step)
      } else {
        goTo(stop: place.stop + 1)
      }
    }
  }

  /// A step outside of those that are told is followed by its neighbour.
  private func nextTold(in walk: PlayedWalk) -> Int? {
    if walk.told.contains(place.step) { return walk.told.first { $0 > place.step } }
    return place.step < walk.experiment.marks.count ? place.step + 1 : nil
  }

  /// Covers the last sub-step, or goes back to what was before, which is shown whole.
  mutating func back() {
    typed = ""
    if place.scroll > 0 {
      place.scroll = max(0, place.scroll - max(bodyRows - 1, 1))
      return
    }
    if answers[place.stop].map({ !$0.isOpen || $0.verdict != nil }) ?? false {
      answers[place.stop] = nil
      return
    }
    if case .steps(let walk) = stop.content {
      if place.stages > firstStages {
        place.stages -= 1
        forget(where: { [place] in
          $0.stop == place.stop && $0.step == place.step && $0.stage == place.stages
        })
        return
      }
      let isTold = walk.told.contains(place.step)
      let before =
        isTold ? walk.told.last { $0 < place.step } : place.step > 1 ? place.step - 1 : nil
      if let before {
        enter(before, whole: true)
        return
      }
    }
    goTo(stop: place.stop - 1, fromBehind: true)
  }

  mutating func scroll(by lines: Int) {
    place.scroll = min(max(place.scroll + lines, 0), bodyOverflow)
  }

  /// The first step of the experiment; from there, the first page of the lesson.
  mutating func goToStart() {
    if case .steps = stop.content, place.step != 1 { enter(1) } else { goTo(stop: 0) }
  }

  /// The last step of the experiment; from there, the last page.
  mutating func goToEnd() {
    if case .steps(let walk) = stop.content, place.step != walk.experiment.marks.count {
      enter(walk.experiment.marks.count, whole: true)
    } else {
      goTo(stop: stops.count - 1)
    }
  }

  mutating func goToNextMistake() {
    guard let (stop, walk) = experimentNearby else {
      message = words("This lesson has no steps.")
      return
    }
    let marks = walk.experiment.marks
    let from = stop == place.stop ? place.step : 0
    if let index = marks.indices.first(where: { $0 >= from && marks[$0].isMistake }) {
      goTo(step: index + 1)
    } else {
      message = words("No mistake after this step.")
    }
  }

  mutating func goToNextEpoch() {
    guard let (stop, walk) = experimentNearby else {
      message = words("This lesson has no steps.")
      return
    }
    let marks = walk.experiment.marks
    let from = stop == place.stop ? place.step : 0
    let epoch = from > 0 ? marks[from - 1].epoch ?? 0 : 0
    if let index = marks.indices.first(where: { $0 >= from && (marks[$0].epoch ?? 0) > epoch }) {
      goTo(step: index + 1)
    } else {
      message = words("This is the last epoch.")
    }
  }

  /// Begins at an experiment, at the first step that is told of it or at another.
  public mutating func begin(at experiment: String, step: Int?) {
    for (index, stop) in stops.enumerated() {
      guard case .steps(let walk) = stop.content, walk.experiment.name == experiment else {
        continue
      }
      goTo(stop: index)
      if let step { goTo(step: step) }
      return
    }
  }

  /// Goes to a step of the experiment at hand, told or not.
  mutating func goTo(step: Int) {
    guard let (index, walk) = experimentNearby else { return }
    let count = walk.experiment.marks.count
    guard (1...count).contains(step) else {
      message = words("Steps go from 1 to {1}.", "\(count)")
      return
    }
    // The walk that tells the step, among those of the same experiment.
    let homes = stops.indices.filter {
      if case .steps(let other) = stops[$0].content {
        return other.experiment.name == walk.experiment.name && other.told.contains(step)
      }
      return false
    }
    place.stop = homes.contains(index) ? index : homes.first ?? index
    enter(step)
  }

  /// The walk on the screen, else the next one, else the last one before.
  var experimentNearby: (stop: Int, walk: PlayedWalk)? {
    let order = Array(stops.indices[place.stop...]) + stops.indices[..<place.stop].reversed()
    for index in order {
      if case .steps(let walk) = stops[index].content { return (index, walk) }
    }
    return nil
  }

  private mutating func goTo(stop index: Int, fromBehind: Bool = false) {
    guard stops.indices.contains(index) else {
      message =
        index < 0 ? words("This is the first page.") : words("This was the last page; q leaves.")
      return
    }
    forget(where: { [place] in $0.stop == place.stop })
    if answers[place.stop]?.verdict?.isRight == false { answers[place.stop] = nil }
    place = WalkPlace(stop: index)
    typed = ""
    if case .steps(let walk) = stops[index].content {
      let step = (fromBehind ? walk.told.last : walk.told.first) ?? 1
      enter(step, whole: fromBehind)
    } else if fromBehind {
      place.scroll = bodyOverflow
    }
  }

  /// Wrong answers of some places, which may be given anew.
  private mutating func forget(where isLeft: (WalkPlace.Address) -> Bool) {
    verdicts = verdicts.filter { $1.isRight || !isLeft($0) }
  }

  private mutating func enter(_ step: Int, whole: Bool = false) {
    if step != place.step { forget(where: { [place] in $0.stop == place.stop }) }
    place.step = step
    place.scroll = 0
    typed = ""
    if let (_, moment) = current {
      held = (place.stop, moment)
      asking.enter(place.atStep, asking: moment)
    }
    place.stages = whole ? current?.moment.stages.count ?? 0 : firstStages
  }

  /// A step opens with its first sub-step, unless there is something to predict before it.
  private var firstStages: Int {
    guard let stages = current?.moment.stages else { return 0 }
    return stages.first?.prediction == nil || isPassedOver ? min(1, stages.count) : 0
  }
}
