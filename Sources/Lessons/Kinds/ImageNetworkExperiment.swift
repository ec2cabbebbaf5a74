import Datasets
import Drawing
import Figures
import Networks
import Numerics

/// A network of the catalogue, trained on images and followed with one of them.
public struct ImageNetworkExperiment: Experiment {
  public let name: String
  public let story: NetworkStory
  public let recipe: Recipe

  public var marks: [StepMark] {
    story.scenes.map { _ in StepMark(epoch: nil, isMistake: false) }
  }

  public func moment(_ index: Int) -> Moment { story.moment(index) }

  // MARK: What blocks ask for

  public func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    let caption = request.caption
    switch request.show {
    case "diagram": return story.diagram(caption: caption).erased
    case "curves":
      let word = request.options["of-what"] ?? "accuracy"
      guard let what = NetworkStory.Curve(rawValue: word) else {
        throw ReferenceError(
          "there is no curve of \"\(word)\"", word: word,
          valid: NetworkStory.Curve.allCases.map(\.rawValue))
      }
      return story.curves(what, caption: caption).erased
    case "confusion":
      var figure = story.confusion(caption: caption)
      if request.isTask { figure.asked = story.hardest }
      return figure.erased
    case "right": return story.predictions(areRight: true, caption: caption).erased
    case "wrong": return story.predictions(areRight: false, caption: caption).erased
    case "softmax": return story.softmaxFigure(caption: caption).erased
    case "errors": return story.errorFigure(caption: caption).erased
    case "image":
      return GridFigure(
        title: story.title, caption: caption, grid: story.imageGrid,
        heading: "\(story.images.height) × \(story.images.width)", meaning: "ink"
      ).erased
    default: return try layerFigure(request)
    }
  }

  static let wholeFigures = [
    "diagram", "curves", "confusion", "right", "wrong", "softmax", "errors", "image",
  ]
  static let layerFigures = [
    "maps", "kernels", "pixel", "patch", "which", "channels", "pooling", "dense", "dense-back",
    "pooling-back", "kernel-back", "trained",
  ]

  private func layerFigure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    guard Self.layerFigures.contains(request.show) else {
      throw ReferenceError(
        "this experiment has no figure called \"\(request.show)\"", word: request.show,
        valid: Self.wholeFigures + Self.layerFigures)
    }
    let layer = request.options["layer"] ?? ""
    guard let traced = story.trace[layer] else {
      throw ReferenceError(
        "\"layer:\" has to name a layer", word: layer,
        valid: story.trace.layers.map(\.record.name))
    }
    let map = request.options["map"].flatMap { Int($0) }
    func wrong() -> ReferenceError {
      ReferenceError("\(layer) has no figure called \"\(request.show)\"")
    }
    switch (traced, request.show) {
    case (.convolution, "maps"), (.pooling, "maps"):
      return story.mapSheet(layer, caption: request.caption).erased
    case (.convolution, "kernels"): return story.kernelSheet(layer, caption: request.caption).erased
    case (.convolution, "kernel-back"):
      return story.kernelGradients(layer, caption: request.caption).erased
    case (.convolution, "trained"), (.dense, "trained"):
      return story.beforeAndAfter(layer, caption: request.caption).erased
    case (.convolution(let record, _, _, _), "which"), (.convolution(let record, _, _, _), "patch"):
      guard record.input.shape[2] == 1 else {
        throw ReferenceError("\(layer) looks at several channels; choose the first convolution")
      }
      if request.show == "which" {
        return story.riddleFigure(layer, caption: request.caption).erased
      }
      do {
        let pixel = try story.trace.pixel(address(request, default: story.shownPixel(of: layer)))
        return story.patchTask(of: pixel, caption: request.caption, isTask: request.isTask).erased
      } catch { throw ReferenceError("\(error)") }
    case (.convolution, "pixel"):
      do {
        let address = try address(request, default: story.shownPixel(of: layer))
        return story.figure(of: try story.trace.pixel(address), caption: request.caption)
      } catch { throw ReferenceError("\(error)") }
    case (.convolution(let record, _, _, _), "channels"):
      let shown = map ?? story.shownPixel(of: layer).map
      guard (0..<record.output.shape[2]).contains(shown) else { throw wrong() }
      return story.channelSum(layer, map: shown, caption: request.caption).erased
    case (.pooling(let record, _, _, _), "pooling"),
      (.pooling(let record, _, _, _), "pooling-back"):
      let shown = map ?? story.shownMap(of: layer)
      guard (0..<record.output.shape[2]).contains(shown) else { throw wrong() }
      return story.poolingFigure(
        layer, map: shown, isBack: request.show == "pooling-back", isTask: request.isTask,
        caption: request.caption
      ).erased
    case (.dense, "dense"): return story.denseFigure(layer, caption: request.caption)
    case (.dense, "dense-back"):
      return story.denseBackFigure(layer, caption: request.caption).erased
    default: throw wrong()
    }
  }

  private func address(_ request: FigureRequest, default address: PixelAddress)
    throws(ReferenceError) -> PixelAddress
  {
    guard let text = request.options["at"] else { return address }
    guard let given = PixelAddress("\(address.layer)\(text)") else {
      throw ReferenceError("\"at:\" is written \"[3][12,7]\": map, row and column")
    }
    return given
  }

  public func derivations(_ request: FigureRequest) throws(ReferenceError) -> [Derivation] {
    if let step = request.step, story.scenes.indices.contains(step - 1) {
      return moment(step).stages.map(\.derivation)
    }
    let found = story.scenes.firstIndex { NetworkStory.show(of: $0).show == request.show }
    guard let found else {
      throw ReferenceError(
        "this experiment has no arithmetic called \"\(request.show)\"", word: request.show,
        valid: story.scenes.map { NetworkStory.show(of: $0).show })
    }
    return moment(found + 1).stages.map(\.derivation)
  }

  public func table(show: String, steps: [Int]) throws(ReferenceError) -> StepTable {
    switch show {
    case "steps", "epochs": return epochTable
    case "layers": return layerTable
    case "softmax": return softmaxTable
    default:
      throw ReferenceError(
        "this experiment has no table called \"\(show)\"", word: show,
        valid: ["epochs", "layers", "softmax"])
    }
  }

  public var overviews: [(name: String, figure: AnyFigure)] {
    var all: [(name: String, figure: AnyFigure)] = [
      ("layers", story.diagram().erased), ("accuracy", story.curves(.accuracy).erased),
      ("loss", story.curves(.loss).erased), ("confusion", story.confusion().erased),
      ("right", story.predictions(areRight: true).erased),
      ("wrong", story.predictions(areRight: false).erased),
    ]
    for layer in story.trace.layers {
      let name = layer.record.name
      switch layer {
      case .convolution:
        all.append(("\(name)-kernels", story.kernelSheet(name).erased))
        all.append(("\(name)-maps", story.mapSheet(name).erased))
      case .pooling: all.append(("\(name)-maps", story.mapSheet(name).erased))
      case .dense, .activation, .dropout, .batchNormalization, .flatten: break
      }
    }
    return all
  }

  public var ending: String {
    let accuracy = NumberText.fixed(story.evaluation.accuracy, 4)
    return "\(story.networkName), \(recipe.summary), reaches \(accuracy) on the "
      + "\(story.images.count) test images of \(story.dataName); it takes image \(story.image), "
      + "a \(story.classNames[story.label]), for a \(story.classNames[story.prediction])."
  }
}
