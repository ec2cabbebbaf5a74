import Drawing
import Figures
import Networks
import Numerics

extension ImageNetworkKind {
  static let shows = Shows<FollowedImage> {
    Steps({ run in
      StoryScene.all(of: run).map { _ in StepMark(epoch: nil, isMistake: false) }
    }) { run, index, world in NetworkStory(run, world).moment(index) }
    entries
    pictures
    overviews
    arithmetic
    Table("epochs", "loss and accuracy epoch by epoch", columns: epochColumns, rows: .all(epochs))
    Table("steps", "the same", columns: epochColumns, rows: .all(epochs))
    Table(
      "layers", "each layer with what comes out of it and how many numbers it has to learn",
      columns: { _, world in
        [
          .init(.layer, header: "\\text{\(world.words("layer"))}", isComputed: false),
          .init(.operation, header: "\\text{\(world.words("operation"))}", isComputed: false),
          .init(.shape, header: "\\text{\(world.words("output"))}", isComputed: true),
          .init(.parameters, header: "\\text{\(world.words("parameters"))}", isComputed: true),
        ]
      },
      rows: .all { run, world in
        run.trained.network.description.summary.enumerated().map { place, row in
          .init(
            step: place + 1,
            cells: [
              "\\text{\(row.name)}", "\\text{\(world.words.network(row.layer))}",
              row.outputShape.dimensions.map { "\($0)" }.joined(separator: " \\times "),
              "\(row.parameters)",
            ])
        }
      })
    Table(
      "softmax", "each class with its z, e to the power of it, and its share",
      columns: { _, world in
        [
          .init(.category, header: "\\text{\(world.words("class"))}", isComputed: false),
          .init(.z, header: "z", isComputed: false),
          .init(.power, header: "e^z", isComputed: true),
          .init(.share, header: "e^z / S", isComputed: true),
        ]
      },
      rows: .all { run, _ in
        let softmax = run.softmax
        return run.classNames.indices.map { place in
          .init(
            step: place + 1,
            cells: [
              "\\text{\(run.classNames[place])}", softmax.logits[place].formula,
              softmax.powers[place].formula, softmax.shares[place].formula,
            ])
        }
      })
    record
    Ending { run, world in
      world.words(
        "{1}, {2}, reaches {3} on the {4} test images of {5}; it takes image {6} ({7}) for: {8}.",
        run.networkName, world.words.network(run.recipe.summary),
        NumberText.fixed(run.evaluation.accuracy, 4),
        "\(run.images.count)", run.dataName, "\(run.image)", run.classNames[run.label],
        run.classNames[run.prediction])
    }
    Ability<FollowedImage>.varies(variation)
    Ability<FollowedImage>.showsMaps { NetworkStory($0, $1) }
  }

  private static let pictures = [
    diagramPicture, imagePicture, pixelPicture, patchPicture, channelsPicture, mapsPicture,
    kernelsPicture, whichPicture, poolingPicture, densePicture, softmaxPicture, errorsPicture,
    denseBackPicture, poolingBackPicture, kernelBackPicture, trainedPicture, curvesPicture,
    confusionPicture, rightPicture, wrongPicture,
  ]

  private static let overviews = Overviews<FollowedImage> { run, world in
    let story = NetworkStory(run, world)
    let maps = run.trace.layers.flatMap { layer -> [(name: String, figure: AnyFigure)] in
      let name = layer.record.name
      switch layer {
      case .convolution:
        return [
          ("\(name)-kernels", AnyFigure(story.kernelSheet(name))),
          ("\(name)-maps", AnyFigure(story.mapSheet(name))),
        ]
      case .pooling: return [("\(name)-maps", AnyFigure(story.mapSheet(name)))]
      case .dense, .activation, .dropout, .batchNormalization, .flatten: return []
      }
    }
    return [
      ("layers", AnyFigure(story.diagram)), ("accuracy", AnyFigure(story.curves(.accuracy))),
      ("loss", AnyFigure(story.curves(.loss))), ("confusion", AnyFigure(story.confusion)),
      ("right", AnyFigure(story.predictions(areRight: true))),
      ("wrong", AnyFigure(story.predictions(areRight: false))),
    ] + maps
  }

  /// The arithmetic of the walk's scenes, each of the first layer that has one.
  private static let arithmetic = [
    ("image", "the size of the image"), ("pixel", "one pixel of the first convolution"),
    ("channels", "the kernels of a layer that sees several channels"),
    ("maps", "the size of the first maps"), ("pooling", "one window of the first pooling"),
    ("flatten", "how many numbers the maps are"), ("dense", "one unit of the first dense layer"),
    ("softmax", "shares from sums"), ("loss", "the loss of the image"),
    ("errors", "where the way back begins"), ("dense-back", "back through the last layer"),
    ("pooling-back", "back through the last pooling"),
    ("kernel-back", "a gradient in the last convolution"),
    ("trained", "how far weights moved in the first layer"),
    ("curves", "the accuracy"), ("confusion", "recall and precision of the hardest class"),
    ("right", "the accuracy"), ("wrong", "how many were wrong"),
  ].map { show, help in
    Arithmetic<FollowedImage>(
      show, help,
      lacking: { run in
        StoryScene.all(of: run).contains { $0.show == show }
          ? nil : ReferenceError("\(run.networkName) has no such layer, so no \"\(show)\"")
      }
    ) { run, world in
      let scene = StoryScene.all(of: run).first { $0.show == show }
      return scene?.stages(NetworkStory(run, world)).map { $0.derivation } ?? []
    }
  }

  @Sendable private static func epochColumns(_: FollowedImage, _ world: World)
    -> [StepTable.Column]
  {
    [
      .init(.epoch, header: "\\text{\(world.words("epoch"))}", isComputed: false),
      .init(.loss, header: "\\text{\(world.words("loss"))}", isComputed: false),
      .init(.accuracy, header: "\\text{\(world.words("accuracy"))}", isComputed: false),
      .init(.testLoss, header: "\\text{\(world.words("test loss"))}", isComputed: false),
      .init(.testAccuracy, header: "\\text{\(world.words("test accuracy"))}", isComputed: false),
    ]
  }

  /// Of long trainings, about fifteen.
  @Sendable private static func epochs(_ run: FollowedImage, _: World) -> [StepTable.Row] {
    let epochs = run.trained.history.epochs
    let every = max(1, epochs.count / 15)
    let last = StoryScene.all(of: run).count
    return epochs.filter { $0.epoch == 1 || $0.epoch % every == 0 || $0.epoch == epochs.count }
      .map { record in
        let numbers = [
          record.loss, record.accuracy, record.validationLoss ?? 0,
          record.validationAccuracy ?? 0,
        ]
        return .init(
          step: min(record.epoch, last),
          cells: ["\(record.epoch)"] + numbers.map { NumberText.fixed($0, 4) })
      }
  }
}
