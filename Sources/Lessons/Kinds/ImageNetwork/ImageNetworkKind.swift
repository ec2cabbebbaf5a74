import Datasets
import Networks
import Numerics

/// A network trained on images and followed with one of them.
enum ImageNetworkKind: Kind {
  static let key = "image-network"
  static let article = "an image network"
  static let help =
    "A network trained on images, and one test image on its way through it and back. A step is a "
    + "scene: a pixel, a layer, the way back through it, what the training came to."
  static let example = """
    image-network:
      network: cnn-001
      data: digits
      images: 200
      epochs: 1
    """

  enum Batch: Sendable {
    case all
    case of(Int)
  }

  static let network = Field<YAMLNode>.node(
    "network",
    form: "one of " + SourceNetwork.all.map { $0.name }.joined(separator: ", ")
      + ", a network file beside the lesson, or its keys",
    "the network, see learn models"
  ).optional
  /// The keys of a network file, for a network that the block describes itself.
  private static let described = NetworkChoiceReader.keys.map { key in
    AnyField(
      Field<YAMLNode>.node(key, form: "as in a network file", "in place of network:").optional)
  }
  static let recipe = Field<String>.text(
    "recipe", form: "a name", "one of the network's other recipes, see learn models"
  ).optional
  static let optimizer = Field<Optimizer>(
    "optimizer",
    form: "the name of an optimiser, alone or with its settings",
    help: "in place of the recipe's, as in network files"
  ) { (node: YAMLNode, findings: Findings) -> Optimizer? in
    RecipeReader(findings: findings).optimizer(node)
  }.optional
  static let rate = Field<Double>.number(
    "rate", 0...1000, "the learning rate, in place of the optimiser's"
  ).optional
  static let epochs = Field<Int>.integer("epochs", 1...1000, "in place of the recipe's").optional
  static let batch = Field<Batch>(
    "batch", form: "all, or a whole number from 1 to 100000",
    help: "images of one step, in place of the recipe's"
  ) { (node: YAMLNode, findings: Findings) -> Batch? in
    if node.scalar == "all" { return .all }
    return Field<Int>.integer("batch", 1...100_000, "").read(node, findings).map { .of($0) }
  }.optional
  static let data = Field<String>.text(
    "data", form: "the name of a data set", "the images, see learn data"
  ).or(DatasetLibrary.digits, text: DatasetLibrary.digits)
  static let fallback = Field<String>.text(
    "fallback", form: "the name of a data set", "where the first one is not on this computer"
  ).optional
  static let images = Field<Int>.integer(
    "images", 1...1_000_000, "how many of the training images are used"
  ).optional
  static let image = Field<FollowedImage.Choice>(
    "image", form: "a whole number from 0 to 10000000, or unsure",
    help: "the test image that is followed, counted from 0; unsure takes the first that is "
      + "recognised with a share below 0.9"
  ) { (node: YAMLNode, findings: Findings) -> FollowedImage.Choice? in
    if node.scalar == "unsure" { return .unsure }
    return Field<Int>.integer("image", 0...10_000_000, "").read(node, findings).map { .number($0) }
  }.optional
  static let ofClass = Field<Int>.integer(
    "class", 0...255, "in place of image: the first test image of this class is followed"
  ).optional

  static let fields =
    [
      AnyField(network), AnyField(recipe, fallbackText: "the first one"),
      AnyField(optimizer, fallbackText: "the recipe's"),
      AnyField(rate, fallbackText: "the recipe's"),
      AnyField(epochs, fallbackText: "the recipe's"), AnyField(batch, fallbackText: "the recipe's"),
      AnyField(data), AnyField(fallback),
      AnyField(images, fallbackText: "all, of made digits 10000"),
      AnyField(image, fallbackText: "0"), AnyField(ofClass),
    ] + described

  static func run(_ values: FieldValues, _ world: World) throws(KindError) -> FollowedImage {
    let network = try network(values, world)
    let recipe = try recipe(of: network, values, world)
    let data = try dataset(values, world)
    let image = try image(in: data, values, world)
    let shape = network.description.inputShape.dimensions
    guard data.imageShape == shape, data.classCount == network.description.outputCount else {
      throw values.fault(
        "\(network.name) takes images of \(Shape(shape)) in \(network.description.outputCount) "
          + "classes; \(data.name) has \(Shape(data.imageShape)) in \(data.classCount)",
        at: Self.data)
    }
    let run = try trained(network, recipe, on: data, following: image, values, world)
    if let complaint = run.complaint {
      throw values.fault(
        complaint, at: rate, hint: "train with a smaller rate, or for fewer epochs")
    }
    return run
  }

  /// The network, where the story can be told of it.
  private static func network(_ values: FieldValues, _ world: World) throws(KindError)
    -> NetworkChoice
  {
    guard
      let block = YAMLMapping(
        values.node, what: article, keys: fields.map { $0.key }, findings: values.findings),
      let network = NetworkChoiceReader(findings: values.findings)
        .network(of: block, name: world.name)
    else { throw .faults([]) }
    // The story's end is softmax, cross-entropy and their gradient, weights and sums before them.
    guard network.description.layers.last?.kind == "dense",
      network.description.loss == .categoricalCrossEntropy
    else {
      throw .fault(
        "a network that is followed has to end in a dense layer with softmax, and to have the "
          + "loss categoricalCrossEntropy",
        at: block.given("layers") ?? values.place(Self.network),
        hint: "write \"- dense: {units: 10, activation: softmax}\" as its last layer")
    }
    return network
  }

  /// The network's recipe, with what the block or the run puts in its place.
  private static func recipe(of network: NetworkChoice, _ values: FieldValues, _ world: World)
    throws(KindError) -> Recipe
  {
    let name = values[Self.recipe]
    guard var recipe = network.recipe(named: name) else {
      throw values.fault(
        "unknown recipe \"\(name ?? "")\"", at: Self.recipe,
        hint: Findings.hint(for: name ?? "", valid: network.alternatives.map { $0.name }))
    }
    if let optimizer = values[optimizer] { recipe.optimizer = optimizer }
    if let rate = values[rate] { recipe.optimizer.rate = rate }
    if let epochs = world.options.epochs ?? values[epochs] { recipe.epochs = epochs }
    switch values[batch] {
    case .all: recipe.batch = nil
    case .of(let count): recipe.batch = count
    case nil: break
    }
    // The lessons watch the test images; nothing is chosen by them.
    recipe.validationFraction = 0
    return recipe
  }

  /// `image: 7` counts from 0 in the test images; `class: 7` takes the first of that class.
  private static func image(in data: Dataset, _ values: FieldValues, _ world: World)
    throws(KindError) -> FollowedImage.Choice
  {
    if values.has(image), values.has(ofClass) {
      throw values.fault(
        "\"image:\" and \"class:\" both say which image is followed", at: ofClass,
        hint: "keep one of them")
    }
    let asked = world.options.image.map { FollowedImage.Choice.number($0) }
    if let choice = asked ?? values[image] {
      guard case .number(let number) = choice, number >= data.test.count else { return choice }
      throw values.fault(
        "there is no test image \(number); \(data.name) has \(data.test.count), counted from 0",
        at: image)
    }
    guard let label = values[ofClass] else { return .number(0) }
    guard let first = data.test.indices(ofClass: UInt8(label), limit: 1).first else {
      throw values.fault("\(data.name) has no test image of class \(label)", at: ofClass)
    }
    return .number(first)
  }
}
