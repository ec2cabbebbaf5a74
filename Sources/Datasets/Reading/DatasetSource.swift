/// A file or folder in one of the formats that are read, and what is where in it.
public enum DatasetSource: Equatable, Sendable {
  /// Images and labels to train with, images and labels to test with.
  case idx(trainImages: String, trainLabels: String, testImages: String, testLabels: String)
  case csv(train: String, test: String?)
  case keras(String)
  case pictures(String)

  /// Finds out what a path holds.
  ///
  /// - Throws: `missing` if nothing is there, or nothing that could be read.
  public init(path: String) throws(DatasetError) {
    let operation = "find the data"
    switch fileKind(path) {
    case nil:
      throw DatasetError(.missing, operation, path: path, "there is no such file or folder")
    case .folder:
      let names = try namesInFolder(path, to: operation)
      guard let source = try DatasetSource(folder: path, names: names) else {
        throw DatasetError(
          .missing, operation, path: path,
          "it holds no data set: neither four IDX files (train-images-idx3-ubyte, …; .gz or not), "
            + "nor train.csv, nor an npz file, nor a sub-folder of PNGs for each class")
      }
      self = source
    case .file:
      let name = lastComponent(path)
      if name.hasSuffix(".csv") {
        self = .csv(train: path, test: nil)
      } else if name.hasSuffix(".npz") {
        self = .keras(path)
      } else if name.contains("ubyte") {
        self = try DatasetSource(path: Datasets.folder(of: path))
      } else {
        throw DatasetError(
          .missing, operation, path: path,
          "its name does not end with .csv or .npz, nor is it an IDX file (…-ubyte, …-ubyte.gz)")
      }
    }
  }

  /// Nil if the folder holds no data set.
  private init?(folder: String, names: [String]) throws(DatasetError) {
    func first(_ parts: [String], _ kind: String) -> String? {
      names.first { name in
        parts.contains { name.hasPrefix($0 + "-" + kind) } && name.contains("ubyte")
      }.map { folder + "/" + $0 }
    }
    let idx = [
      first(["train"], "images"), first(["train"], "labels"),
      first(["t10k", "test"], "images"), first(["t10k", "test"], "labels"),
    ]
    if idx.contains(where: { $0 != nil }) {
      guard let trainImages = idx[0], let trainLabels = idx[1], let testImages = idx[2],
        let testLabels = idx[3]
      else {
        let words = ["train-images", "train-labels", "t10k-images", "t10k-labels"]
        let absent = zip(words, idx).filter { $0.1 == nil }.map(\.0)
        throw DatasetError(
          .missing, "find the data", path: folder,
          "of the four IDX files, " + absent.joined(separator: ", ") + " is not there")
      }
      self = .idx(
        trainImages: trainImages, trainLabels: trainLabels, testImages: testImages,
        testLabels: testLabels)
      return
    }
    let tables = names.filter { $0.hasSuffix(".csv") }
    if let train = tables.first(where: { $0.contains("train") }) {
      // Kaggle's test.csv of the digit recogniser has no labels: its rows are one value shorter.
      let test = tables.first { $0.contains("test") }
      self = .csv(train: "\(folder)/\(train)", test: test.map { "\(folder)/\($0)" })
    } else if let archive = names.first(where: { $0.hasSuffix(".npz") }) {
      self = .keras("\(folder)/\(archive)")
    } else if names.contains(where: { fileKind("\(folder)/\($0)") == .folder }) {
      self = .pictures(folder)
    } else {
      return nil
    }
  }

  /// Reads everything.
  ///
  /// Where the format has no test images of its own, every sixth image is held back for testing.
  ///
  /// - Parameters:
  ///   - classNames: the names that the data set is known by; a folder of pictures brings its own.
  ///   - keepsSome: whether some images are held back; else all of them are there to test with.
  public func load(
    name: String, classNames: [String], keepsSome: Bool = true
  ) throws(DatasetError) -> Dataset {
    let classes = classNames.count
    switch self {
    case .idx(let trainImages, let trainLabels, let testImages, let testLabels):
      let train = try DatasetSource.idx(trainImages, trainLabels, classes)
      let test = try DatasetSource.idx(testImages, testLabels, classes)
      try DatasetSource.checkSizes(train, test, path: testImages)
      return Dataset(name: name, train: train, test: test, classNames: classNames)
    case .csv(let trainPath, let testPath):
      let train = try KaggleCSV.read(path: trainPath, classCount: classes)
      guard let testPath else {
        return try DatasetSource.parted(
          train, name: name, classNames: classNames, path: trainPath, keepsSome: keepsSome)
      }
      let test = try KaggleCSV.read(path: testPath, classCount: classes)
      try DatasetSource.checkSizes(train, test, path: testPath)
      return Dataset(name: name, train: train, test: test, classNames: classNames)
    case .keras(let path):
      let (train, test) = try KerasArchive.read(path: path, classCount: classes)
      return Dataset(name: name, train: train, test: test, classNames: classNames)
    case .pictures(let path):
      let folder = try PictureFolder(path: path)
      guard let test = folder.test else {
        return try DatasetSource.parted(
          folder.train, name: name, classNames: folder.classNames, path: path,
          keepsSome: keepsSome)
      }
      return Dataset(
        name: name, train: folder.train, test: test, classNames: folder.classNames)
    }
  }

  private static func idx(_ images: String, _ labels: String, _ classes: Int)
    throws(DatasetError) -> LabelledImages
  {
    let pixels = try IDXFile(path: images, rank: 3, to: "read the images")
    let numbers = try IDXFile(path: labels, rank: 1, to: "read the labels")
    return try assemble(
      pixels: pixels.values, height: pixels.dimensions[1], width: pixels.dimensions[2],
      labels: numbers.values, classCount: classes, to: "read the labels", path: labels)
  }

  private static func checkSizes(_ train: LabelledImages, _ test: LabelledImages, path: String)
    throws(DatasetError)
  {
    guard train.height == test.height, train.width == test.width else {
      throw DatasetError(
        .corrupt, "read the test images", path: path,
        "they are \(test.height) × \(test.width) pixels, the training images "
          + "\(train.height) × \(train.width)")
    }
  }

  /// Holds back every sixth image of each class, as MNIST does with 10,000 of 70,000 (a seventh)
  /// and small collections need: a class with fewer than six keeps all for training.
  private static func parted(
    _ images: LabelledImages, name: String, classNames: [String], path: String, keepsSome: Bool
  ) throws(DatasetError) -> Dataset {
    guard keepsSome else {
      return Dataset(
        name: name, train: images.prefix(0), test: images, classNames: classNames)
    }
    var seen = [Int](repeating: 0, count: 256)
    var train: [Int] = []
    var test: [Int] = []
    for (place, label) in images.labels.enumerated() {
      seen[Int(label)] += 1
      if seen[Int(label)] % 6 == 0 { test.append(place) } else { train.append(place) }
    }
    guard !test.isEmpty else {
      throw DatasetError(
        .corrupt, "keep images for testing", path: path,
        "every sixth of a class is kept, but no class has six images",
        cure: "Add images, or give the test images apart (test.csv, or folders train and test); "
          + "'learn evaluate --all' tests with all of them.")
    }
    return Dataset(
      name: name, train: images.selecting(train), test: images.selecting(test),
      classNames: classNames)
  }
}
