/// A folder with one sub-folder a class, each full of PNGs; or two such folders, `train` and
/// `test`.
struct PictureFolder {
  var train: LabelledImages
  /// Nil if the pictures are not parted into `train` and `test`.
  var test: LabelledImages?
  /// Names of the sub-folders, in the order of the labels: numbers by value, then names.
  var classNames: [String]

  init(path: String) throws(DatasetError) {
    let names = try PictureFolder.subfolders(path)
    if names.contains("train"), names.contains("test") {
      classNames = try PictureFolder.subfolders(path + "/train")
      let testNames = try PictureFolder.subfolders(path + "/test")
      let known = Set(classNames)
      if let extra = testNames.first(where: { !known.contains($0) }) {
        throw DatasetError(
          .corrupt, PictureFolder.operation, path: path,
          "the class \(printable(extra, limit: 60)) is in test, but not in train")
      }
      var size: (height: Int, width: Int)?
      train = try PictureFolder.images(path + "/train", classes: classNames, size: &size)
      test = try PictureFolder.images(path + "/test", classes: classNames, size: &size)
    } else {
      classNames = names
      var size: (height: Int, width: Int)?
      train = try PictureFolder.images(path, classes: classNames, size: &size)
      for (label, count) in train.classCounts(names.count).enumerated() where count == 0 {
        throw DatasetError(
          .corrupt, PictureFolder.operation, path: "\(path)/\(names[label])",
          "there is no PNG in this class",
          cure: "Put pictures into the folder, or take it away.")
      }
    }
  }

  private static func subfolders(_ path: String) throws(DatasetError) -> [String] {
    let names = try namesInFolder(path, to: operation).filter {
      fileKind("\(path)/\($0)") == .folder
    }
    guard !names.isEmpty else {
      throw DatasetError(
        .corrupt, operation, path: path, "it has no sub-folders; each class needs one, with PNGs")
    }
    guard names.count <= 256 else {
      throw DatasetError(
        .tooLarge, operation, path: path, "it has \(names.count) sub-folders; 256 classes at most")
    }
    return names.sorted { a, b in
      switch (Int(a), Int(b)) {
      case (let x?, let y?) where x != y: x < y
      case (.some, nil): true
      case (nil, .some): false
      default: a < b
      }
    }
  }

  private static func images(
    _ path: String, classes: [String], size: inout (height: Int, width: Int)?
  ) throws(DatasetError) -> LabelledImages {
    var pixels: [UInt8] = []
    var labels: [UInt8] = []
    for (label, name) in classes.enumerated() {
      let folder = "\(path)/\(name)"
      guard fileKind(folder) == .folder else { continue }
      for file in try namesInFolder(folder, to: operation) {
        guard file.lowercased().hasSuffix(".png") else {
          try refuseOtherPicture("\(folder)/\(file)")
          continue
        }
        let image = try PNGImage(path: "\(folder)/\(file)")
        let expected = size ?? (image.height, image.width)
        size = expected
        guard image.height == expected.height, image.width == expected.width else {
          throw DatasetError(
            .corrupt, "read the picture", path: "\(folder)/\(file)",
            "it is \(image.width) × \(image.height) pixels, the others are "
              + "\(expected.width) × \(expected.height)",
            cure: "Scale it, or take it out of the folder.")
        }
        pixels.append(contentsOf: image.pixels)
        labels.append(UInt8(label))
        guard pixels.count <= largestFile else {
          throw DatasetError(
            .tooLarge, operation, path: path,
            "the pictures have more than \(largestFile) pixels in all")
        }
      }
    }
    guard let size, !labels.isEmpty else {
      throw DatasetError(.corrupt, operation, path: path, "there is no PNG in its sub-folders")
    }
    return LabelledImages(height: size.height, width: size.width, pixels: pixels, labels: labels)
  }

  /// Pictures in other formats would be missed without a word; other files may lie there.
  private static func refuseOtherPicture(_ path: String) throws(DatasetError) {
    let endings = [".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"]
    let name = path.lowercased()
    guard endings.contains(where: { name.hasSuffix($0) }) else { return }
    throw DatasetError(
      .corrupt, "read the picture", path: path, "it is no PNG",
      cure: "Save it as PNG, or take it out of the folder.")
  }

  private static let operation = "read the pictures"
}
