import Datasets
import Figures
import Foundation
import Networks
import Numerics
import TestSupport
import Testing

@testable import Lessons

/// The scenes of a followed image: every printed line against the other numbers on its page, and
/// against the network's own.
struct NetworkStoryTests {
  private static let story = Result {
    let source = try #require(SourceNetwork.named("cnn-001"))
    let data = DigitRecipe(trainCount: 300, testCount: 40, seed: 5).dataset()
    var recipe = source.recipe
    recipe.epochs = 1
    let trained = try TrainingCache(folder: nil).network(
      source.description, name: source.name, recipe, on: data, seed: 1)
    let run = try FollowedImage(
      networkName: source.name, trained: trained, recipe: recipe, data: data, image: .number(4))
    return NetworkStory(run, testWorld("Test"))
  }

  /// Printed lines: what stands after "=" is exactly what stands before it, what stands after "≈"
  /// to half a unit of its last digit.
  @Test func everyPrintedLineIsTrue() throws {
    let story = try Self.story.get()
    var checked = 0
    for index in 1...story.scenes.count {
      let moment = story.moment(index)
      #expect(!moment.stages.isEmpty, "\(story.scenes[index - 1].show)")
      for line in moment.stages.flatMap(\.derivation.lines) {
        let text = line.plainText
        #expect(!text.contains("−0 ") && !text.contains("nan"), "\(text)")
        // Words behind a number explain it.
        let bare = [" numbers", " weights", " at row"].reduce(text) {
          $0.components(separatedBy: $1)[0]
        }
        guard let printed = PrintedLine(bare), printed.result != nil else { continue }
        #expect(printed.fault() == nil)
        checked += printed.parts.count > 1 ? 1 : 0
      }
    }
    #expect(checked > 60)
  }

  /// Where the digits shown lead to another sum than all digits do, both stand there, no further
  /// apart than the rounding of the operands allows.
  @Test func sumsOfRoundedProductsAreAsNearAsTheirDigitsAllow() throws {
    let story = try Self.story.get()
    var checked = 0
    for index in 1...story.scenes.count {
      for derivation in story.moment(index).stages.map { $0.derivation } {
        guard let exact = derivation.lines.first(where: { $0.code == "exact" }),
          let place = derivation.lines.firstIndex(where: { $0.code == "exact" }), place > 0,
          let told = PrintedLine(exact.plainText)?.result
        else { continue }
        let products = derivation.lines.filter { $0.code == "products" }
        guard !products.isEmpty, derivation.lines[place - 1].code != "products",
          let sum = PrintedLine(derivation.lines[place - 1].plainText)?.result
        else { continue }
        var slack = 0.0
        for line in products {
          let numbers = try #require(line.parts.first { $0.kind == .numbers }).formula
          let factors = numbers.components(separatedBy: " \\cdot ").map {
            $0.filter { !"()".contains($0) }
          }
          let digits = try #require(factors[0].split(separator: ".").last).count
          let half = 0.5 * pow(10, -Double(digits))
          // Each factor, their product, and this term's share in rounding the rest.
          slack += factors.reduce(half) { $0 + abs(Double($1) ?? .nan) * half } + half
        }
        #expect(abs(sum - told) <= slack + 1e-9, "\(exact.plainText) against \(sum)")
        checked += 1
      }
    }
    #expect(checked > 1)
  }

  /// On paper a pixel is the sum of the products of the printed factors; the network's own z lies
  /// within the rounding of all of them.
  @Test func pixelsOnPaperAreNearTheNetworks() throws {
    let story = try Self.story.get()
    let shape = story.run.trace.layers[0].record.output.shape
    for map in 0..<shape[2] {
      for place in stride(from: 0, to: shape[0] * shape[1], by: 7) {
        let pixel = try story.run.trace.pixel(
          PixelAddress(
            layer: "conv1", map: map, row: place / shape[1], column: place % shape[1]))
        let shown = PaperPixel(pixel)
        let paper = (
          bias: shown.bias.doubleValue, z: shown.z.doubleValue, output: shown.output.doubleValue
        )
        let products = zip(pixel.patch[0], pixel.kernel[0]).map { x, w in
          ((x * 100).rounded() * (w * 100).rounded() / 100).rounded() / 100
        }
        #expect(abs(products.reduce(paper.bias, +) - paper.z) < 1e-9, "\(pixel.name)")
        #expect(abs(paper.output - max(0, paper.z)) < 1e-12)
        let slack = zip(pixel.patch[0], pixel.kernel[0]).reduce(0.005) {
          $0 + (abs($1.0) + abs($1.1)) * 0.005 + 0.0051
        }
        #expect(abs(paper.z - pixel.sum) <= slack, "\(pixel.name)")
      }
    }
  }

  /// Shares, loss and gradient are those of the printed numbers, and next to the network's own.
  @Test func softmaxOnPaperIsNextToTheNetworks() throws {
    let story = try Self.story.get()
    let softmax = story.run.softmax
    let powers = softmax.powers.map { $0.doubleValue }
    let sum = softmax.total.doubleValue
    #expect(abs(powers.reduce(0, +) - sum) < 1e-9)
    for (place, share) in softmax.shares.enumerated() {
      #expect(abs(exp(softmax.logits[place].doubleValue) - powers[place]) <= 0.0005 + 1e-9)
      #expect(abs(powers[place] / sum - share.doubleValue) <= 0.00005 + 1e-9)
      #expect(abs(share.doubleValue - Double(story.run.trace.output.values[place])) < 0.0008)
      let target: ExactDecimal = place == story.run.label ? .one : .zero
      #expect(softmax.errors[place].value == share.value - target)
    }
    let right = softmax.shares[story.run.label].doubleValue
    #expect(abs(softmax.loss.doubleValue + log(right)) <= 0.00005 + 1e-9)
  }

  /// The riddle's maps differ from each other and are alive.
  @Test func riddlesHaveOneAnswer() throws {
    let story = try Self.story.get()
    let maps = story.run.riddle("conv1")
    #expect(maps.count == 3 && Set(maps).count == 3)
    let sheet = try #require(story.riddle("conv1").parts.last?.base as? MapSheet)
    let output = story.run.trace.layers[0].record.output
    for (panel, map) in zip(sheet.panels, maps) {
      let values = stride(from: map, to: output.count, by: output.shape[2]).map {
        Double(output.values[$0])
      }
      #expect(panel.grid.values == values && values.contains { $0 > 0 })
    }
    #expect(Set(sheet.panels.map { $0.label }) == ["map A", "map B", "map C"])
  }
}
