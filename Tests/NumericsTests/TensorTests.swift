import Testing

@testable import Numerics

@Suite struct TensorTests {
  @Test func theLastIndexRunsFastest() {
    let tensor = Tensor<Double>([2, 3], [1, 2, 3, 4, 5, 6])
    #expect(tensor[0, 2] == 3)
    #expect(tensor[1, 0] == 4)
    #expect(tensor == Tensor(rows: [[1, 2, 3], [4, 5, 6]]))
  }

  @Test func aShapeCountsAndNamesItself() {
    #expect(Shape([28, 28, 1]).count == 784)
    #expect("\(Shape([28, 28, 1]))" == "28×28×1")
    #expect(Shape([]).count == 1)
    #expect(Shape([4, 0]).count == 0)
  }

  @Test func precisionIsConverted() {
    let single = Tensor<Float>([2], [0.1, 0.5])
    #expect(Tensor<Double>(single).values == [Double(Float(0.1)), 0.5])
  }
}
