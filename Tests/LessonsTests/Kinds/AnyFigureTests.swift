import Drawing
import TestSupport
import Testing

@testable import Figures
@testable import Lessons

struct AnyFigureTests {
  private let chart = BarChart(
    title: "Signs", caption: "Two bars.",
    bars: [
      .init(label: "a", value: -2.5, valueText: "−2.5"),
      .init(label: "b", value: 1, valueText: "1"),
    ], valueAxis: "value")

  @Test func anErasedFigureAnswersAsTheFigureDoes() throws {
    var plot = try #require(PlaneTests.xor.hiddenPlane())
    plot.isTask = true
    let erased = plot.erased
    #expect(erased.title == plot.title && erased.caption == plot.caption)
    #expect(erased.description(.english) == plot.description)
    #expect(erased.openDescription(.english) == plot.openDescription(.english))
    #expect(erased.legend(.english) == plot.legend(.english))
    #expect(erased.openLegend(.english) == plot.openLegend(.english))
    #expect(erased.legend(.english).count != erased.openLegend(.english).count)
    let size = Size(400, 300)
    #expect(
      erased.layout(fitting: size, in: testContext) == plot.layout(fitting: size, in: testContext))
  }

  @Test func aTitleAndACaptionGivenLaterWin() {
    var erased = chart.erased
    erased.title = "Another"
    #expect(erased.title == "Another" && AnyFigure(erased).title == "Another")
    #expect(FigurePicture(figure: erased).scene(in: testContext).title == "Another")
    #expect(chart.captioned("Mine.").caption == "Mine.")
    #expect(chart.captioned("").caption == "Two bars.")
  }
}
