import Datasets
import Numerics

/// One image on its way through a trained network and back, and what the training came to.
public struct FollowedImage: Sendable {
  /// `cnn-001`
  public let networkName: String
  public let trained: TrainedNetwork
  public let recipe: Recipe
  public let evaluation: Evaluation
  /// The test images.
  public let images: LabelledImages
  /// How many images it was trained on.
  public let trainCount: Int
  public let dataName: String
  public let classNames: [String]
  /// The test image that is followed, counted from 0.
  public let image: Int
  public let trace: NetworkTrace<Float>

  /// Which test image is followed.
  public enum Choice: Sendable {
    case number(Int)
    /// The first that is recognised with a share of its class below `sure`: of one that the network
    /// is sure of nothing goes back but zeros. Where it is sure of all, that with the least share.
    case unsure
  }

  /// Shares from there on leave next to nothing to learn.
  public static let sure: Float = 0.9

  /// - Throws: `NetworkError` if the images do not fit the network.
  public init(
    networkName: String, trained: TrainedNetwork, recipe: Recipe, data: Dataset,
    image choice: Choice, threads: Int? = nil
  ) throws {
    self.networkName = networkName
    self.trained = trained
    self.recipe = recipe
    images = data.test
    dataName = data.name
    classNames = data.classNames
    trainCount = data.train.count
    evaluation = try Evaluation(
      trained.network, on: data.test, preprocessing: recipe.preprocessing, threads: threads)
    let image =
      switch choice {
      case .number(let number): number
      case .unsure: Self.unsure(evaluation, data.test)
      }
    self.image = image
    trace = try trained.network.trace(
      of: recipe.preprocessing.tensor(of: data.test, at: image),
      label: Int(data.test.labels[image]))
  }

  /// The same network, following another of the test images.
  ///
  /// - Throws: `NetworkError` if the images do not fit the network.
  public func following(_ image: Int) throws -> FollowedImage {
    try FollowedImage(self, image: image)
  }

  private init(_ other: FollowedImage, image: Int) throws {
    networkName = other.networkName
    trained = other.trained
    recipe = other.recipe
    images = other.images
    dataName = other.dataName
    classNames = other.classNames
    trainCount = other.trainCount
    evaluation = other.evaluation
    self.image = image
    trace = try trained.network.trace(
      of: recipe.preprocessing.tensor(of: images, at: image), label: Int(images.labels[image]))
  }

  /// The test images that are recognised with something left to learn.
  public var worthFollowing: [Int] {
    let shares = evaluation.confidences
    return shares.indices.filter {
      evaluation.predictions[$0] == Int(images.labels[$0]) && shares[$0] < Self.sure
        && shares[$0] > 0.3
    }
  }

  private static func unsure(_ evaluation: Evaluation, _ images: LabelledImages) -> Int {
    let shares = evaluation.confidences
    let right = shares.indices.filter { evaluation.predictions[$0] == Int(images.labels[$0]) }
    return right.first { shares[$0] < sure } ?? right.min { shares[$0] < shares[$1] } ?? 0
  }

  public var label: Int { Int(images.labels[image]) }
  public var prediction: Int { evaluation.predictions[image] }

  /// How many test images are recognised.
  public var right: Int {
    evaluation.confusion.indices.reduce(0) { $0 + evaluation.confusion[$1][$1] }
  }

  /// The class whose recall is lowest.
  public var hardest: Int {
    classNames.indices.min {
      (evaluation.recall(of: $0) ?? 2) < (evaluation.recall(of: $1) ?? 2)
    } ?? 0
  }

  /// The first test images that were recognised, or that were not, the surest mistakes first.
  public func examples(areRight: Bool, limit: Int) -> [Int] {
    let answers = evaluation.predictions
    var places = answers.indices.filter { (answers[$0] == Int(images.labels[$0])) == areRight }
    if !areRight {
      places.sort { (-evaluation.confidences[$0], $0) < (-evaluation.confidences[$1], $1) }
    }
    return Array(places.prefix(limit))
  }

  // MARK: Layers

  public func layer(_ name: String) -> LayerTrace<Float> {
    guard let layer = trace[name] else { preconditionFailure("no layer \(name)") }
    return layer
  }

  public var lastLayer: String { trace.layers[trace.layers.count - 1].record.name }

  /// The pixel that is shown of a layer: that of the largest value, in the map with the most.
  public func shownPixel(of layerName: String) -> PixelAddress {
    let output = layer(layerName).record.output
    var best = 0
    for place in output.values.indices where output.values[place] > output.values[best] {
      best = place
    }
    let (width, maps) = (output.shape[1], output.shape[2])
    return PixelAddress(
      layer: layerName, map: best % maps, row: best / maps / width, column: best / maps % width)
  }

  /// The map that is shown of a pooling: that with the largest value of what comes out, or of its
  /// gradient.
  public func shownMap(_ tensor: Tensor<Float>) -> Int {
    var best = 0
    for place in tensor.values.indices where abs(tensor.values[place]) > abs(tensor.values[best]) {
      best = place
    }
    return best % tensor.shape[2]
  }

  /// The unit that is shown of a dense layer: that with the largest sum.
  public func shownUnit(of name: String) -> Int {
    let z = layer(name).weighted?.preActivation.doubles ?? []
    return z.indices.max { z[$0] < z[$1] } ?? 0
  }

  /// What each channel adds to a map of a convolution, place by place.
  public func intermediateMaps(_ name: String, map: Int) -> [[Double]] {
    guard case .convolution(let record, let weights, let window, let patches) = layer(name) else {
      preconditionFailure("\(name) is no convolution")
    }
    let (channels, area) = (window.channels, window.height * window.width)
    return (0..<channels).map { channel -> [Double] in
      let kernel = weights.kernel.kernel(input: channel, output: map)
      return (0..<record.output.shape[0] * record.output.shape[1]).map { position in
        (0..<area).reduce(0.0) { sum, cell in
          sum + kernel[cell]
            * Double(patches.values[position * area * channels + cell * channels + channel])
        }
      }
    }
  }

  /// Three maps of a layer that are least alike, for pupils to find their kernels.
  public func riddle(_ name: String) -> [Int] {
    let output = layer(name).record.output
    let maps = (0..<output.shape[2]).map { output.channel($0) }
    func likeness(_ a: [Double], _ b: [Double]) -> Double {
      let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
      let lengths = [a, b].map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
      return lengths[0] * lengths[1] > 0 ? product / (lengths[0] * lengths[1]) : 1
    }
    let alive = maps.indices.filter { maps[$0].contains { $0 > 0 } }
    let sums = maps.map { map in map.reduce(0) { $0 + $1 } }
    guard let first = alive.max(by: { sums[$0] < sums[$1] }) else { return [] }
    var chosen = [first]
    while chosen.count < min(3, alive.count) {
      let nearness = alive.map { place in
        chosen.map { likeness(maps[place], maps[$0]) }.max() ?? 0
      }
      let next = alive.indices.filter { !chosen.contains(alive[$0]) }
        .min { nearness[$0] < nearness[$1] }
      guard let next else { break }
      chosen.append(alive[next])
    }
    return chosen
  }
}

extension FollowedImage {
  /// ∂L/∂z at each unit of a dense layer, as all pages print it: of the last layer share minus
  /// target, of others with the places that show the largest.
  public func gradients(of name: String) -> [PaperNumber] {
    guard name != lastLayer else { return softmax.errors }
    let delta = layer(name).weighted?.preActivationGradient?.doubles ?? []
    let places = PaperNumber.places(showing: delta.reduce(0) { max($0, abs($1)) }, atLeast: 4)
    return delta.map { PaperNumber(rounding: $0, to: places) }
  }

  /// What softmax makes of the last layer's sums.
  public var softmax: PaperSoftmax {
    PaperSoftmax(logits, label: label, exactLoss: Double(trace.loss ?? 0))
  }

  /// Why the way of this image cannot be printed; nil where it can.
  public var complaint: String? {
    let largest = logits.max() ?? 0
    guard largest > PaperSoftmax.largestLogit else { return nil }
    return "an output has z = \(ExactDecimal(rounding: largest, places: 1)), and e^z too many "
      + "digits to print; \(Int(PaperSoftmax.largestLogit)) is the most"
  }

  private var logits: [Double] {
    trace.layers[trace.layers.count - 1].weighted?.preActivation.doubles ?? []
  }
}
