import Figures
import Networks
import Numerics

/// One image on its way through a trained network and back, scene by scene, and what the training
/// came to, drawn and told in the words of a lesson.
public struct NetworkStory: Sendable {
  public let run: FollowedImage
  let world: World

  init(_ run: FollowedImage, _ world: World) {
    self.run = run
    self.world = world
  }

  /// The stops of the walk: forward through every layer, back through every layer, then the
  /// training as a whole.
  var scenes: [StoryScene] { StoryScene.all(of: run) }

  /// What a scene comes to: the `place`-th line of `name` there.
  func quantity(_ show: String, of layer: String? = nil, _ name: String, _ place: Int = 0)
    -> Quantity
  {
    let index = scenes.firstIndex { $0.show == show && $0.layer == layer }
    return Quantity(step: 1 + (index ?? -1), name, place)
  }

  /// The scene at `index`, 1 … `scenes.count`.
  func moment(_ index: Int) -> Moment {
    let scenes = self.scenes
    let scene = scenes[index - 1]
    let heading = scene.heading(world)
    return Moment(
      index: index, count: scenes.count, epoch: nil,
      heading: scene.layer.map { "\(heading) · \($0)" } ?? heading, isMistake: false,
      stages: scene.stages(self))
  }
}

/// A stop of the walk: by which word and of which layer a lesson asks for it, and how it is told.
struct StoryScene: Sendable {
  /// `maps`
  let show: String
  /// `conv1`; nil for what is about the whole network.
  let layer: String?
  let heading: @Sendable (World) -> String
  let stages: @Sendable (NetworkStory) -> [Stage]

  init(
    _ show: String, of layer: String? = nil, heading: @escaping @Sendable (World) -> String,
    stages: @escaping @Sendable (NetworkStory) -> [Stage]
  ) {
    self.show = show
    self.layer = layer
    self.heading = heading
    self.stages = stages
  }

  static func all(of run: FollowedImage) -> [StoryScene] {
    var forward: [StoryScene] = [.image]
    var back: [StoryScene] = []
    for layer in run.trace.layers {
      let name = layer.record.name
      switch layer {
      case .convolution(let record, _, _, _):
        forward.append(.pixel(name))
        if record.input.shape[2] > 1 { forward.append(.channels(name)) }
        forward.append(.maps(name))
        back.append(.kernelBack(name))
      case .pooling(_, _, _, let winners):
        forward.append(.pooling(name))
        if winners != nil { back.append(.poolingBack(name)) }
      case .flatten: forward.append(.flatten(name))
      case .dense:
        forward.append(.dense(name))
        back.append(.denseBack(name))
      case .activation, .dropout, .batchNormalization: break
      }
    }
    let trained = run.trace.layers.first { $0.weighted != nil }
      .map { [StoryScene.trained($0.record.name)] }
    return forward + [.softmax, .loss, .errors] + back.reversed() + (trained ?? [])
      + [.curves, .confusion, .right, .wrong]
  }
}
