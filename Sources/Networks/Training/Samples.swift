import Datasets
import Numerics

/// What a network learns from or is tested with: inputs, each with its right answer.
public struct Samples<Scalar: Real>: Sendable {
  private enum Source: Sendable {
    /// Scales: one for each column of each image, where the preprocessing has them.
    case images(LabelledImages, Preprocessing, scales: [Scalar])
    case values(inputs: [Scalar], targets: [Scalar])
  }

  private let source: Source
  public let count: Int
  /// Numbers of one input.
  public let inputCount: Int

  /// Images, read as `preprocessing` says when they are needed.
  public init(_ images: LabelledImages, _ preprocessing: Preprocessing = .unitInterval) {
    source = .images(images, preprocessing, scales: preprocessing.columnScales(of: images))
    count = images.count
    inputCount = images.pixelsPerImage
  }

  /// Rows of numbers: samples × inputs, and samples × outputs.
  public init(inputs: Tensor<Scalar>, targets: Tensor<Scalar>) {
    precondition(
      inputs.shape.rank > 0 && targets.shape.rank > 0 && inputs.shape[0] == targets.shape[0],
      "inputs \(inputs.shape) and targets \(targets.shape) are of different numbers")
    source = .values(inputs: inputs.values, targets: targets.values)
    count = inputs.shape[0]
    inputCount = count == 0 ? 0 : inputs.count / count
  }

  /// The last part cut off, before anything is shuffled: ⌊(1 − fraction)·count⌋ samples stay.
  public func split(validation fraction: Double) -> (training: Samples, validation: Samples) {
    let first = Int(Double(count) * (1 - fraction))
    return (self[0..<first], self[first..<count])
  }

  public subscript(range: Range<Int>) -> Samples {
    switch source {
    case .images(let images, let preprocessing, _): return Samples(images[range], preprocessing)
    case .values(let inputs, let targets):
      let outputs = count == 0 ? 0 : targets.count / count
      return Samples(
        inputs: Tensor(
          [range.count, inputCount],
          Array(inputs[range.lowerBound * inputCount..<range.upperBound * inputCount])),
        targets: Tensor(
          [range.count, outputs],
          Array(targets[range.lowerBound * outputs..<range.upperBound * outputs])))
    }
  }

  /// - Throws: `NetworkError` if the samples are not what the network takes.
  public func check(_ network: NetworkDescription) throws {
    guard count > 0 else { throw NetworkError("there are no samples to work with") }
    guard inputCount == network.inputShape.count else {
      throw NetworkError(
        layer: network.layerNames[0],
        "needs inputs of \(network.inputShape), \(inputShape) came in" + cure)
    }
    switch source {
    case .images(let images, _, _):
      let classes = max(network.outputCount, 2)
      if let label = images.labels.first(where: { Int($0) >= classes }) {
        throw NetworkError(
          layer: network.layerNames.last,
          "has \(network.outputCount) outputs, but there is an image with the label \(label)")
      }
    case .values(_, let targets):
      guard targets.count == count * network.outputCount else {
        throw NetworkError(
          layer: network.layerNames.last,
          "has \(network.outputCount) outputs, the samples \(targets.count / count) answers each")
      }
    }
  }

  /// The largest size of a right answer: 1 for classes.
  var largestTarget: Double {
    switch source {
    case .images: 1
    case .values(_, let targets): Double(targets.reduce(0) { max($0, abs($1)) })
    }
  }

  private var cure: String {
    switch source {
    case .images: "; scale the images, or describe a network that takes them"
    case .values: ""
    }
  }

  /// Height and width of the images; 1 × n for rows of numbers.
  var size: (height: Int, width: Int) {
    switch source {
    case .images(let images, _, _): (images.height, images.width)
    case .values: (1, inputCount)
    }
  }

  private var inputShape: Shape {
    switch source {
    case .images(let images, _, _): [images.height, images.width, images.channels]
    case .values: [inputCount]
    }
  }

  /// Whether the inputs are images, which can be changed at random.
  var areImages: Bool {
    if case .images = source { true } else { false }
  }

  /// Writes the inputs of the samples at the given places, one after the other.
  ///
  /// - Parameter change: what is done to the image at a place; nil leaves all as they are.
  @specialized(where Scalar == Float)
  func fill(
    _ places: ArraySlice<Int>, into values: UnsafeMutablePointer<Scalar>,
    change: ((Int) -> ImageChange)? = nil
  ) {
    switch source {
    case .images(let images, _, let scales):
      images.pixels.withUnsafeBufferPointer { pixels in
        guard let base = pixels.baseAddress else { return }
        for (index, place) in places.enumerated() {
          let (source, target) = (base + place * inputCount, values + index * inputCount)
          if let change {
            change(place).apply(
              to: source, height: images.height, width: images.width, channels: images.channels,
              scale: 1 / 255, into: target)
          } else if scales.isEmpty {
            convert(source, scale: 1 / 255, into: target, count: inputCount)
          } else {
            let row = images.width * images.channels
            convertColumns(
              source, scales: scales[place * row..<(place + 1) * row], into: target,
              rows: images.height)
          }
        }
      }
    case .values(let inputs, _):
      for (index, place) in places.enumerated() {
        for input in 0..<inputCount {
          values[index * inputCount + input] = inputs[place * inputCount + input]
        }
      }
    }
  }

  /// The right answers of the samples at the given places.
  func targets(_ places: ArraySlice<Int>, outputs: Int) -> Targets<Scalar> {
    switch source {
    case .images(let images, _, _):
      let classes = places.map { Int(images.labels[$0]) }
      // One output says yes or no: class 1 or class 0.
      return outputs == 1 ? .values(classes.map { $0 == 1 ? 1 : 0 }) : .classes(classes)
    case .values(_, let targets):
      return .values(places.flatMap { targets[$0 * outputs..<($0 + 1) * outputs] })
    }
  }
}
