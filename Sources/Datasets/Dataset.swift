/// Images to learn from and images to be tested with.
public struct Dataset: Equatable, Sendable {
  /// What it is called in commands and lessons: `mnist`, `digits`.
  public let name: String
  public let train: LabelledImages
  public let test: LabelledImages
  /// One name a class; a label is an index into it.
  public let classNames: [String]

  /// - Precondition: training and test images have one shape, and every label has a name.
  public init(name: String, train: LabelledImages, test: LabelledImages, classNames: [String]) {
    precondition(
      train.height == test.height && train.width == test.width && train.channels == test.channels,
      "training images \(train.height) × \(train.width) × \(train.channels), "
        + "test images \(test.height) × \(test.width) × \(test.channels)")
    precondition(
      (train.labels + test.labels).allSatisfy { Int($0) < classNames.count },
      "a label without a class name: there are \(classNames.count)")
    self.name = name
    self.train = train
    self.test = test
    self.classNames = classNames
  }

  /// Height, width and channels of every image.
  public var imageShape: [Int] { [train.height, train.width, train.channels] }

  public var classCount: Int { classNames.count }

  /// Names the content: the same pixels and labels give the same string wherever they were read
  /// from, so that it can be part of a cache's key. Takes about 1 ms for 1 MB.
  public var identity: String {
    let parts = [train, test].flatMap { images in
      [
        "\(images.count)x\(images.height)x\(images.width)x\(images.channels)",
        hexadecimal(crc32(of: images.pixels)), hexadecimal(crc32(of: images.labels)),
      ]
    }
    return parts.joined(separator: "-")
  }

  /// The same data with no more than `limit` training images.
  public func limited(to limit: Int) -> Dataset {
    Dataset(name: name, train: train.prefix(limit), test: test, classNames: classNames)
  }
}
