/// Keras's `mnist.npz`: the arrays `x_train`, `y_train`, `x_test`, `y_test`.
enum KerasArchive {
  static func read(path: String, classCount: Int) throws(DatasetError)
    -> (train: LabelledImages, test: LabelledImages)
  {
    let bytes = try readFile(path, to: ZipArchive.operation)
    return try parse(bytes, classCount: classCount, path: path)
  }

  static func parse(_ bytes: [UInt8], classCount: Int, path: String) throws(DatasetError)
    -> (train: LabelledImages, test: LabelledImages)
  {
    let archive = try ZipArchive(bytes, path: path)
    let train = try images("train", of: archive, classCount: classCount, path: path)
    let test = try images("test", of: archive, classCount: classCount, path: path)
    guard train.height == test.height, train.width == test.width else {
      throw DatasetError(
        .corrupt, ZipArchive.operation, path: path,
        "x_train holds \(train.height) × \(train.width) pixels an image, "
          + "x_test \(test.height) × \(test.width)")
    }
    return (train, test)
  }

  private static func images(
    _ part: String, of archive: ZipArchive, classCount: Int, path: String
  ) throws(DatasetError) -> LabelledImages {
    let pixels = try array("x_\(part)", of: archive, path: path)
    let labels = try array("y_\(part)", of: archive, path: path)
    func corrupt(_ reason: String) -> DatasetError {
      DatasetError(.corrupt, ZipArchive.operation, path: path, reason)
    }
    guard pixels.shape.count == 3, !pixels.shape.contains(0) else {
      throw corrupt(
        "x_\(part) has the shape \(pixels.shape), not [images, rows, columns]")
    }
    guard labels.shape.count == 1 else {
      throw corrupt("y_\(part) has the shape \(labels.shape), not [images]")
    }
    return try assemble(
      pixels: pixels.values, height: pixels.shape[1], width: pixels.shape[2],
      labels: labels.values, classCount: classCount, to: ZipArchive.operation, path: path)
  }

  private static func array(_ name: String, of archive: ZipArchive, path: String)
    throws(DatasetError) -> NPYArray
  {
    guard let entry = archive.entries.first(where: { $0.name == name + ".npy" }) else {
      let names = archive.entries.prefix(8).map { printable($0.name, limit: 60) }
      throw DatasetError(
        .corrupt, ZipArchive.operation, path: path,
        "there is no array \(name)"
          + (names.isEmpty ? "" : "; there are " + names.joined(separator: ", ")),
        cure: "Needed are x_train, y_train, x_test and y_test, as in Keras's mnist.npz.")
    }
    return try NPYArray(try archive.contents(of: entry), name: name, path: path)
  }
}
