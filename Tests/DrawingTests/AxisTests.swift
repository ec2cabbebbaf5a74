import Drawing
import Testing

@Suite struct AxisTests {
  @Test(
    arguments: [
      (-0.5...1.5, 4, ["−0.5", "0.0", "0.5", "1.0", "1.5"]),
      (0...1, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (-1...1, 2, ["−1", "0", "1"]),
      (0...56, 6, ["0", "10", "20", "30", "40", "50"]),
      (0...0.003, 3, ["0.000", "0.001", "0.002", "0.003"]),
      (99.9...100.1, 2, ["99.9", "100.0", "100.1"]),
      (0...60_000, 3, ["0", "20000", "40000", "60000"]),
      (2...2, 5, ["2"]),
    ] as [(ClosedRange<Double>, Int, [String])])
  func ticksAreRound(_ range: ClosedRange<Double>, _ count: Int, _ labels: [String]) {
    let ticks = Axis.ticks(range, count)
    #expect(ticks.map(\.label) == labels)
    #expect(ticks.allSatisfy { $0.value >= range.lowerBound - 1e-9 })
    #expect(ticks.allSatisfy { $0.value <= range.upperBound + 1e-9 })
  }

  @Test func ticksAreExact() {
    #expect(
      Axis.ticks(0...1, 10).map(\.value) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  }

  @Test func positionsRunFromEndToEnd() {
    let y = Axis(-1...3, from: 200, to: 0)
    #expect(y.position(-1) == 200 && y.position(3) == 0 && y.position(1) == 100)
    #expect(y.scale == 50)
  }
}

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      (-0.5, 2, "−0.50", "−0.5"), (-0.001, 2, "0.00", "0"), (0.0, 0, "0", "0"),
      (-0.0, 1, "0.0", "0"), (0.125, 2, "0.13", "0.13"), (-12.0, 0, "−12", "−12"),
      (100.0, 2, "100.00", "100"), (1.005, 1, "1.0", "1"), (0.05, 3, "0.050", "0.05"),
      (.infinity, 2, "∞", "∞"), (-.infinity, 2, "−∞", "−∞"),
    ])
  func readsAsWritten(_ value: Double, _ places: Int, _ fixed: String, _ short: String) {
    #expect(NumberText.fixed(value, places) == fixed)
    #expect(NumberText.short(value, places) == short)
  }
}
