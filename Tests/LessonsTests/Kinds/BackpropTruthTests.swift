import Networks
import Numerics
import TestSupport
import Testing

@testable import Figures
@testable import Lessons

/// Printed digits against the numbers without any rounding.
struct BackpropTruthTests {
  /// A 3–2–2 network whose rounding on the way ends beside the truth: L ≈ 0.6830, though it is
  /// 0.68291 or so.
  static let networks: [PaperNetwork] =
    [BackpropTests.small, BackpropTests.classes] + BackpropTests.mixed
    + (0..<12).map { BackpropTests.drawn($0, inputs: 3, hidden: 2, outputs: 2) }

  private func runs() -> [BackpropRun] {
    Self.networks.filter { $0.complaint == nil }.map {
      BackpropRun($0, rate: ExactDecimal(1, scale: 1))
    }.filter { $0.after.network.complaint == nil }
  }

  /// The way without rounding is the engine's.
  @Test func exactPassesAreTheEngines() throws {
    for network in Self.networks {
      let pass = ExactPass(network)
      let trace = try network.network().trace(
        of: Tensor([network.inputs.count], network.inputs.map(\.doubleValue)),
        target: Tensor([network.target.count], network.target.map(\.doubleValue)))
      let scale = network.loss == .halfSquaredError ? Double(network.target.count) / 2 : 1
      let loss = scale * (trace.loss ?? .nan)
      #expect(abs(pass.loss - loss) <= 1e-9 * max(1, loss))
      for parameter in network.parameters {
        let name = "dense\(parameter.layer + 1)"
        let exact =
          parameter.from.map { trace.gradients["\(name).kernel"]?[$0, parameter.to] ?? .nan }
          ?? trace.gradients["\(name).bias"]?[parameter.to] ?? .nan
        #expect(abs(pass.gradient(parameter) - scale * exact) <= 1e-9 * max(1, abs(exact)))
      }
    }
  }

  /// By the plain name of each quantity, its value without rounding.
  private func truths(_ run: BackpropRun, _ pass: ExactPass, _ network: PaperNetwork)
    -> [String: Double]
  {
    var truths = ["L": pass.loss]
    let symbols = run.symbols
    func learn(_ name: String, _ value: Double) { truths[PlainFormula.text(name)] = value }
    for layer in 0..<2 {
      for unit in pass.sums[layer].indices {
        let (z, a) = (symbols.sum(layer, unit), symbols.output(layer, unit))
        learn(z, pass.sums[layer][unit])
        learn(a, pass.outputs[layer][unit])
        learn(symbols.delta(layer, unit), pass.deltas[layer][unit])
        if !pass.outputGradients[layer].isEmpty {
          learn("\\frac{\\partial L}{\\partial \(a)}", pass.outputGradients[layer][unit])
          learn("\\frac{\\partial \(a)}{\\partial \(z)}", pass.slopes[layer][unit])
        }
        if layer == 1 { learn("e^{\(z)}", Double.exponential(pass.sums[1][unit])) }
      }
    }
    truths["S"] = pass.sums[1].reduce(0) { $0 + Double.exponential($1) }
    for parameter in network.parameters {
      learn("\\frac{\\partial L}{\\partial \(run.symbol(parameter))}", pass.gradient(parameter))
    }
    return truths
  }

  /// Every printed result has the digits of the truth, or the line with all digits below it.
  @Test func resultsAreTrueOrSayTheTruth() throws {
    var (checked, corrected) = (0, 0)
    for run in runs() {
      let pictures = BackpropPictures(run, testWorld("T"))
      for (place, step) in run.steps.enumerated() {
        let isAfter = step == .hiddenAfter || step == .lossAfter
        let truths = truths(
          run, isAfter ? run.exactAfter : run.exact, isAfter ? run.after.network : run.network)
        for lines in pictures.moment(place + 1).stages.map(\.derivation.lines) {
          for (row, line) in lines.enumerated() {
            guard let truth = truths[PlainFormula.text(line.symbol)],
              let result = line.parts.last(where: { $0.kind == .result })
            else { continue }
            let printed = try ExactDecimal(parsing: result.formula)
            let places = result.formula.split(separator: ".").dropFirst().first?.count ?? 0
            let right = ExactDecimal(rounding: truth, places: places)
            checked += 1
            if printed == right { continue }
            corrected += 1
            let next = row + 1 < lines.count ? lines[row + 1] : nil
            let said = try next.flatMap { $0.code == .exact ? $0.parts.last?.formula : nil }.map {
              try ExactDecimal(parsing: $0)
            }
            #expect(said == right, "\(line.plainText); with all digits \(right)")
          }
        }
      }
    }
    #expect(checked > 1000 && corrected > 20, "\(checked) results, \(corrected) beside the truth")
  }

  /// What prose may say of a printed number is true of the exact one, digit for digit.
  @Test func proseSaysDigitsThatAreTrue() throws {
    #expect(PaperNumber(rounding: 0.6830, to: 4).agreed(with: 0.68291).text == "0.683")
    #expect(PaperNumber(rounding: 0.2040, to: 4).agreed(with: 0.20396).text == "0.2040")
    for run in runs() {
      let played = PlayedExperiment(
        run, of: ExperimentBlock(kind: "backprop", fields: []), shows: BackpropKind.shows,
        world: testWorld("T"))
      let values: [(String, [Double])] =
        [
          ("loss", [run.exact.loss]), ("loss-after", [run.exactAfter.loss]),
          ("output", run.exact.outputs[1]), ("hidden", run.exact.outputs[0]),
          ("output-after", run.exactAfter.outputs[1]),
        ]
        + run.network.parameters.map { ("gradient.\(run.code($0))", [run.exact.gradient($0)]) }
      for (name, truths) in values {
        let path = try #require(ReferencePath(name))
        let numbers = try played.value(path).text.split { "≈(), ".contains($0) }
        #expect(numbers.count == truths.count)
        for (text, truth) in zip(numbers, truths) {
          let said = try ExactDecimal(parsing: String(text))
          let places = text.split(separator: ".").dropFirst().first?.count ?? 0
          #expect(
            said == ExactDecimal(rounding: truth, places: places), "\(name): \(text), \(truth)")
        }
      }
    }
  }

  /// Derivatives and nudges that rounding alone parts agree; one that is wrong does not.
  @Test func agreementKnowsAboutRounding() throws {
    var apart = 0
    for run in runs() {
      #expect(run.agreeing + run.kinks >= run.network.parameters.count, "\(run.network)")
      if run.kinks == 0 { #expect(run.agreeing == run.network.parameters.count) }
      apart += run.network.parameters.count - run.identical
    }
    #expect(apart > 10)
    // The bend that is allowed for is far below the derivatives: what is wrong cannot hide in it.
    for network in [BackpropTests.small, BackpropTests.classes] {
      #expect(network.parameters.allSatisfy { NudgeTest(network, $0, places: 4).bend < 1e-4 })
    }
  }
}
