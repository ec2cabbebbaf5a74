import Drawing
import Testing

@testable import Presenting

/// Pages of 100 points.
@Suite struct PaginatorTests {
  private func fragment(
    _ name: String, height: Double = 10, space: Double = 0, keeps: Bool = false
  ) -> Fragment {
    var fragment = Fragment(height: height, spaceBefore: space, twin: Twin(name), [])
    fragment.keepsWithNext = keeps
    return fragment
  }

  private func names(_ fragments: [Fragment]) -> [[String]] {
    Paginator { _ in 100 }.pages(fragments).map { page in
      page.map { $0.fragment.twin.text(showsAnswers: true) }
    }
  }

  @Test func fillsPagesToTheLastPoint() {
    let pages = names((1...21).map { fragment("\($0)") })
    #expect(pages.map(\.count) == [10, 10, 1])
    #expect(pages[1].first == "11")
  }

  @Test func spaceIsLeftOutAtTheHeadOfAPage() {
    let fragments = (1...6).map { fragment("\($0)", height: 30, space: 5) }
    let pages = Paginator { _ in 100 }.pages(fragments)
    #expect(pages.map { $0.map(\.y) } == [[0, 35, 70], [0, 35, 70]])
  }

  @Test func headingNeverStandsAtTheFoot() {
    let fragments =
      (1...9).map { fragment("\($0)") } + [
        fragment("heading", keeps: true), fragment("text"),
      ]
    #expect(names(fragments) == [(1...9).map { "\($0)" }, ["heading", "text"]])
  }

  @Test func aTableRepeatsItsHead() {
    let head = fragment("head", height: 20, keeps: true)
    let rows = (1...9).map { number in
      var row = fragment("\(number)")
      row.repeatedHead = [head]
      return row
    }
    let pages = Paginator { _ in 100 }.pages([head] + rows)
    #expect(pages.map(\.count) == [9, 2])
    #expect(pages[1].map(\.y) == [0, 20])
    #expect(pages[1][0].fragment.height == 20)
    // Said once: the twin does not repeat it.
    #expect(pages[1][0].fragment.twin == Twin([]))
  }

  @Test func aChainLongerThanAPageGivesWay() {
    let chain = (1...15).map { fragment("\($0)", keeps: true) }
    #expect(names(chain).map(\.count) == [10, 5])
  }

  @Test func aFirstPageMayBeShorter() {
    let pages = Paginator { $0 == 0 ? 50 : 100 }.pages((1...12).map { fragment("\($0)") })
    #expect(pages.map(\.count) == [5, 7])
  }

  @Test func everyFragmentIsPlacedOnceAndInside() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let fragments = (0..<60).map {
        fragment(
          "\($0)", height: Double.random(in: 1...40, using: &generator),
          space: Double.random(in: 0...9, using: &generator),
          keeps: Bool.random(using: &generator))
      }
      let pages = Paginator { _ in 100 }.pages(fragments)
      let placed = pages.joined().map { $0.fragment.twin.text(showsAnswers: true) }
      #expect(placed == (0..<60).map { "\($0)" })
      for page in pages {
        for (one, next) in zip(page, page.dropFirst()) {
          #expect(one.y + one.fragment.height <= next.y + 1e-9)
        }
        #expect(page.allSatisfy { $0.y + $0.fragment.height <= 100.01 })
      }
    }
  }
}
