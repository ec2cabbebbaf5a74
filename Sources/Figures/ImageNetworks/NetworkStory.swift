import Datasets
import Drawing
import Networks
import Numerics

/// One image on its way through a trained network and back, scene by scene, and what the training
/// came to: the walk and the pictures of the lessons on networks for images.
public struct NetworkStory: Sendable {
  /// One stop of the walk.
  public enum Scene: Equatable, Sendable {
    case image
    case pixel(layer: String)
    case channels(layer: String)
    case maps(layer: String)
    case pooling(layer: String)
    case flatten(layer: String)
    case dense(layer: String)
    case softmax
    case loss
    case errors
    case denseBack(layer: String)
    case poolingBack(layer: String)
    case kernelBack(layer: String)
    case trained(layer: String)
    case curves
    case confusion
    case right
    case wrong
  }

  /// `cnn-001`
  public let networkName: String
  public let trained: TrainedNetwork
  public let evaluation: Evaluation
  public let images: LabelledImages
  public let dataName: String
  public let classNames: [String]
  public let preprocessing: Preprocessing
  public let rate: Double
  /// The test image that is followed, counted from 0.
  public let image: Int
  public let trace: NetworkTrace<Float>
  public let scenes: [Scene]
  public let title: String
  public let words: Words

  /// - Throws: `NetworkError` if the images do not fit the network.
  public init(
    networkName: String, trained: TrainedNetwork, data: Dataset, preprocessing: Preprocessing,
    rate: Double, image: Int, threads: Int? = nil, title: String, words: Words
  ) throws {
    self.networkName = networkName
    self.trained = trained
    images = data.test
    dataName = data.name
    classNames = data.classNames
    self.preprocessing = preprocessing
    self.rate = rate
    self.image = image
    self.title = title
    self.words = words
    evaluation = try Evaluation(
      trained.network, on: data.test, preprocessing: preprocessing, threads: threads)
    trace = try trained.network.trace(
      of: preprocessing.tensor(of: data.test, at: image), label: Int(data.test.labels[image]))
    scenes = Self.scenes(of: trace)
  }

  public var label: Int { Int(images.labels[image]) }
  public var prediction: Int { evaluation.predictions[image] }

  /// Forward through every layer, back through every layer, then the training as a whole.
  private static func scenes(of trace: NetworkTrace<Float>) -> [Scene] {
    var forward: [Scene] = [.image]
    var back: [Scene] = []
    for layer in trace.layers {
      let name = layer.record.name
      switch layer {
      case .convolution(let record, _, _, _):
        forward.append(.pixel(layer: name))
        if record.input.shape[2] > 1 { forward.append(.channels(layer: name)) }
        forward.append(.maps(layer: name))
        back.append(.kernelBack(layer: name))
      case .pooling(_, _, _, let winners):
        forward.append(.pooling(layer: name))
        if winners != nil { back.append(.poolingBack(layer: name)) }
      case .flatten: forward.append(.flatten(layer: name))
      case .dense:
        forward.append(.dense(layer: name))
        back.append(.denseBack(layer: name))
      case .activation, .dropout, .batchNormalization: break
      }
    }
    let trained = trace.layers.first { $0.weighted != nil }
      .map { [Scene.trained(layer: $0.record.name)] }
    return forward + [.softmax, .loss, .errors] + back.reversed() + (trained ?? [])
      + [.curves, .confusion, .right, .wrong]
  }

  /// The word by which a lesson asks for a scene's figure: `maps`, with `layer: conv1`.
  public static func show(of scene: Scene) -> (show: String, layer: String?) {
    switch scene {
    case .image: ("image", nil)
    case .pixel(let layer): ("pixel", layer)
    case .channels(let layer): ("channels", layer)
    case .maps(let layer): ("maps", layer)
    case .pooling(let layer): ("pooling", layer)
    case .flatten(let layer): ("flatten", layer)
    case .dense(let layer): ("dense", layer)
    case .softmax: ("softmax", nil)
    case .loss: ("loss", nil)
    case .errors: ("errors", nil)
    case .denseBack(let layer): ("dense-back", layer)
    case .poolingBack(let layer): ("pooling-back", layer)
    case .kernelBack(let layer): ("kernel-back", layer)
    case .trained(let layer): ("trained", layer)
    case .curves: ("curves", nil)
    case .confusion: ("confusion", nil)
    case .right: ("right", nil)
    case .wrong: ("wrong", nil)
    }
  }

  /// The scene at `index`, 1 … `scenes.count`; the same value whenever it is asked for.
  public func moment(_ index: Int) -> Moment {
    let scene = scenes[index - 1]
    return Moment(
      index: index, count: scenes.count, epoch: nil,
      heading: heading(of: scene), isMistake: false, stages: stages(of: scene))
  }

  func heading(of scene: Scene) -> String {
    let (_, layer) = Self.show(of: scene)
    let name =
      switch scene {
      case .image: words("The image as numbers")
      case .pixel: words("One pixel of one map")
      case .channels: words("One map from all channels")
      case .maps: words("All maps")
      case .pooling: words("Pooling")
      case .flatten: words("Flatten")
      case .dense: words("Dense layer")
      case .softmax: words("Softmax")
      case .loss: words("Loss")
      case .errors: words("Where the way back begins")
      case .denseBack: words("Back through the weights")
      case .poolingBack: words("Back through the winners")
      case .kernelBack: words("Gradients of the kernels")
      case .trained: words("Before and after training")
      case .curves: words("Epoch by epoch")
      case .confusion: words("Confusion matrix")
      case .right: words("Right answers")
      case .wrong: words("Wrong answers")
      }
    return layer.map { "\(name) · \($0)" } ?? name
  }

  func stages(of scene: Scene) -> [Stage] {
    switch scene {
    case .image: imageStages
    case .pixel(let layer): pixelStages(layer)
    case .channels(let layer): channelStages(layer)
    case .maps(let layer): mapStages(layer)
    case .pooling(let layer): poolingStages(layer)
    case .flatten(let layer): flattenStages(layer)
    case .dense(let layer): denseStages(layer)
    case .softmax: softmaxStages
    case .loss: lossStages
    case .errors: errorStages
    case .denseBack(let layer): denseBackStages(layer)
    case .poolingBack(let layer): poolingBackStages(layer)
    case .kernelBack(let layer): kernelBackStages(layer)
    case .trained(let layer): trainedStages(layer)
    case .curves: [Stage(derivation: accuracyLines, figure: curves())]
    case .confusion: confusionStages
    case .right: [Stage(derivation: accuracyLines, figure: predictions(areRight: true))]
    case .wrong: [Stage(derivation: wrongLines, figure: predictions(areRight: false))]
    }
  }
}
