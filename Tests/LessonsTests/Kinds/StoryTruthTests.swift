import Datasets
import Networks
import Numerics
import TestLessons
import TestSupport
import Testing

@testable import Figures
@testable import Lessons

/// Printed digits of followed images against the network's own numbers, in every lesson that has
/// one, and in runs whose gradients are next to nothing.
struct StoryTruthTests {
  static let lessons = ["hidden-layer", "cnn"]

  private static func story(_ lesson: String) throws -> NetworkStory {
    let experiments = try AllLessons.played(lesson).experiments
    return try #require(experiments.compactMap { $0.imageNetwork }.first)
  }

  /// Stories of a network that is sure of what it sees: p near 1, gradients near 0.
  private static let sure = Result {
    let source = try #require(SourceNetwork.named("cnn-001"))
    let data = DigitRecipe(trainCount: 1000, testCount: 60, seed: 5).dataset()
    var recipe = source.recipe
    recipe.epochs = 8
    let trained = try TrainingCache(folder: nil).network(
      source.description, name: source.name, recipe, on: data, seed: 1)
    let least = try FollowedImage(
      networkName: source.name, trained: trained, recipe: recipe, data: data, image: .number(0))
    let surest = least.evaluation.confidences.indices.max {
      least.evaluation.confidences[$0] < least.evaluation.confidences[$1]
    }
    let run = try FollowedImage(
      networkName: source.name, trained: trained, recipe: recipe, data: data,
      image: .number(try #require(surest)))
    return NetworkStory(run, testWorld("Test"))
  }

  private static func stories() throws -> [NetworkStory] {
    try lessons.map { try story($0) } + [try sure.get()]
  }

  /// By layer and plain name, the network's own numbers.
  private func truths(_ story: NetworkStory, _ scene: StoryScene) -> [String: Double] {
    let run = story.run
    let trace = run.trace
    var truths = ["L": Double(trace.loss ?? .nan)]
    let last = run.layer(run.lastLayer).weighted
    let z = last?.preActivation.doubles ?? []
    for (place, z) in z.enumerated() {
      truths["e^(z\(place))"] = Double.exponential(z)
      truths["p\(place)"] = Double(trace.output.values[place])
    }
    truths["S"] = z.reduce(0) { $0 + Double.exponential($1) }
    let layer = scene.layer.map { run.layer($0) }
    let weighted = scene.show == "errors" ? last : layer?.weighted
    for (unit, g) in (weighted?.preActivationGradient?.doubles ?? []).enumerated() {
      truths["g\(unit)"] = g
    }
    guard let weighted else { return truths }
    if scene.show == "dense" {
      for (unit, z) in weighted.preActivation.doubles.enumerated() {
        truths["z\(unit)"] = z
        truths["a\(unit)"] = Double(layer?.record.output.values[unit] ?? .nan)
      }
    }
    if scene.show == "dense-back", let gradient = weighted.kernelGradient {
      let units = gradient.shape[1]
      for (place, g) in gradient.doubles.enumerated() {
        truths["∂L/∂w\(place / units),\(place % units)"] = g
      }
      for (input, g) in (layer?.record.inputGradient?.doubles ?? []).enumerated() {
        truths["∂L/∂x\(input)"] = g
      }
    }
    return truths
  }

  private func places(_ formula: String) -> Int {
    formula.split(separator: ".").dropFirst().first?.count ?? 0
  }

  /// Every printed result has the digits of the truth, or the line with all digits below it.
  @Test func resultsAreTrueOrSayTheTruth() throws {
    for story in try Self.stories() {
      var checked: Set<String> = []
      for (place, scene) in story.scenes.enumerated() {
        let truths = truths(story, scene)
        for lines in story.moment(place + 1).stages.map({ $0.derivation.lines }) {
          for (row, line) in lines.enumerated() {
            let symbol = PlainFormula.text(line.symbol).filter { !"{}_ ".contains($0) }
            guard let truth = truths[symbol],
              let result = line.parts.last(where: { $0.kind == .result })
            else { continue }
            checked.insert(symbol.filter { !$0.isNumber })
            let right = ExactDecimal(rounding: truth, places: places(result.formula))
            // Float's own last digit may decide a rounding.
            let printed = try ExactDecimal(parsing: result.formula)
            let unit = ExactDecimal(1, scale: places(result.formula)).doubleValue
            if abs(printed.doubleValue - truth) <= unit * 0.501 + abs(truth) * 2e-6 { continue }
            // On the next line, or with its name on one for several lines.
            let next = row + 1 < lines.count ? lines[row + 1] : nil
            var said = next.flatMap { $0.code == .exact ? $0.parts.last?.formula : nil }
            for part in lines.filter({ $0.code == .exact }).flatMap({ $0.parts })
            where part.formula.hasPrefix("\(line.symbol) \\approx ") {
              said = part.formula.split(separator: " ").last?.filter { $0 != "," }
            }
            let near = said.flatMap { ExactDecimal($0) }.map { abs($0.doubleValue - truth) }
            #expect(
              near.map { $0 <= unit * 0.501 + abs(truth) * 2e-6 } == true,
              "\(scene.show): \(line.plainText); with all digits \(right)")
          }
        }
      }
      #expect(checked.isSuperset(of: ["L", "S", "p", "g", "e^(z)"]), "\(checked)")
    }
  }

  /// A quantity that is printed twice with as many digits is printed the same.
  @Test func aQuantityHasOnePrintedValue() throws {
    for story in try Self.stories() {
      var known: [String: String] = [:]
      var again = 0
      func meet(_ symbol: String, _ digits: String, _ where: String) {
        let key = "\(symbol) to \(places(digits))"
        if let first = known[key] {
          #expect(first == digits, "\(symbol): \(first) and \(digits), \(`where`)")
          again += 1
        }
        known[key] = digits
      }
      for (place, scene) in story.scenes.enumerated() {
        guard scene.show == "errors" || scene.show == "dense-back" else { continue }
        let layer = scene.layer ?? story.run.lastLayer
        for line in story.moment(place + 1).stages.flatMap({ $0.derivation.lines }) {
          let symbol = PlainFormula.text(line.symbol).filter { !"{}_ ".contains($0) }
          if symbol.first == "g", let result = line.parts.last {
            let factors = symbol.split(separator: "·")
            if factors.count == 1 {
              meet("\(layer) \(symbol)", result.formula, scene.show)
            } else if let numbers = line.parts.first(where: { $0.kind == .numbers }) {
              let digits = numbers.formula.split(separator: " ")[0].filter { !"()".contains($0) }
              meet("\(layer) \(factors[0])", digits, scene.show)
            }
          } else if let symbols = line.parts.first(where: { $0.kind == .symbols }),
            let numbers = line.parts.first(where: { $0.kind == .numbers }),
            symbols.formula.contains("\\cdot g_")
          {
            let name = PlainFormula.text(symbols.formula).split(separator: "·")[1]
            let digits = numbers.formula.split(separator: " ").last ?? ""
            meet("\(layer) \(name)", digits.filter { !"()".contains($0) }, scene.show)
          }
        }
      }
      #expect(again >= 2, "only \(again) quantities were met again")
    }
  }

  /// Gradients are never printed as nothing but zeros, and text twins show two figures of the
  /// largest.
  @Test func gradientsTellSomething() throws {
    for story in try Self.stories() {
      for (place, scene) in story.scenes.enumerated() where scene.show.hasSuffix("-back") {
        let moment = story.moment(place + 1)
        for lines in moment.stages.map({ $0.derivation.lines }) {
          let numbers = lines.filter { $0.code != .update }.compactMap { line in
            line.parts.last { $0.kind == .result }.flatMap { Double($0.formula) }
          }
          #expect(numbers.contains { $0 != 0 }, "\(scene.show): \(lines.map(\.plainText))")
        }
        for line in moment.stages[0].figure.description(.english).split(separator: "\n")
        where line.hasPrefix("Gradient") {
          #expect(line.contains { ("1"..."9").contains($0) }, "\(scene.show): \(line.prefix(80))")
        }
      }
    }
  }

  /// What prose says of the followed image is true in every digit.
  @Test func proseSaysDigitsThatAreTrue() throws {
    for lesson in Self.lessons {
      let played = try AllLessons.played(lesson)
      let experiment = try #require(played.experiments.first)
      let run = try Self.story(lesson).run
      let shares = run.trace.output.doubles
      for (name, truth) in [
        ("loss", Double(run.trace.loss ?? .nan)), ("probability", shares[run.label]),
        ("gradient", shares[run.label] - 1),
      ] {
        let path = try #require(ReferencePath(name))
        let text = try experiment.value(path).text.filter { !"≈ ".contains($0) }
        let said = try ExactDecimal(parsing: text)
        let unit = ExactDecimal(1, scale: places(text)).doubleValue
        #expect(abs(said.doubleValue - truth) <= 0.5 * unit + 1e-6, "\(lesson): \(name) \(text)")
      }
    }
  }

  /// The image that the lesson on convolutional networks follows leaves something to learn.
  @Test func theFollowedImageHasSomethingToLearn() throws {
    let run = try Self.story("cnn").run
    let share = run.softmax.exact.shares[run.label]
    #expect(run.prediction == run.label && share < 0.9, "p = \(share)")
    for layer in run.trace.layers {
      guard let gradient = layer.weighted?.kernelGradient else { continue }
      #expect(gradient.doubles.contains { abs($0) > 1e-4 }, "\(layer.record.name)")
    }
    let sure = try Self.sure.get().run
    let first = try FollowedImage(
      networkName: "cnn-001", trained: sure.trained, recipe: sure.recipe,
      data: DigitRecipe(trainCount: 1000, testCount: 60, seed: 5).dataset(), image: .unsure)
    #expect(first.prediction == first.label)
  }

  /// Nobody wins where all numbers of a window are the same.
  @Test func onlyWhatIsLargerWins() throws {
    for story in try [Self.story("cnn"), Self.sure.get()] {
      for case .pooling(let record, _, let window, let winners?) in story.run.trace.layers {
        let pool = PooledLayer(story.run, record.name)
        for map in 0..<pool.maps {
          let figure = story.pooling(pool, map: map)
          let input = record.input.channel(map)
          for place in 0..<record.output.shape[0] * record.output.shape[1] {
            let numbers = window.places(
              under: place / record.output.shape[1], place % record.output.shape[1]
            ).map { input[$0] }
            let winner = winners[place * pool.maps + map] / pool.maps
            #expect(figure.table.ringed.contains(winner) == (Set(numbers).count > 1))
          }
        }
      }
      guard let conv = story.run.trace.layers.first else { continue }
      let output = conv.record.output
      var nobody = 0
      for place in stride(from: 0, to: output.count, by: 13) {
        let (map, pixel) = (place % output.shape[2], place / output.shape[2])
        let traced = try story.run.trace.pixel(
          PixelAddress(
            layer: conv.record.name, map: map, row: pixel / output.shape[1],
            column: pixel % output.shape[1]))
        guard let feeds = traced.feeds else { continue }
        if feeds.role == .winner { #expect(traced.output > 0, "\(traced.name)") }
        if feeds.role == .nobody { nobody += 1 }
      }
      #expect(nobody > 0)
    }
  }
}
