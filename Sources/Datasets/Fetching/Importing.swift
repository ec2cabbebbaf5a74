extension Dataset {
  /// Keeps the data set under its name in a folder, as four gzipped IDX files and `classes.txt`.
  ///
  /// - Returns: the path of the new folder `FOLDER/NAME`.
  /// - Throws: `unwritable`, also where the name is taken. Nothing is left half written.
  public func install(into folder: String) throws(DatasetError) -> String {
    let destination = "\(folder)/\(name)"
    let operation = "keep the data"
    guard fileKind(destination) == nil else {
      throw DatasetError(
        .unwritable, operation, path: destination, "there is something of this name already",
        cure: "Choose another name with --name, or remove what is there.")
    }
    let stage: StagedFolder
    do throws(WriteError) {
      stage = try StagedFolder(in: folder)
    } catch {
      throw DatasetError(.unwritable, operation, path: error.path, error.reason)
    }
    for (part, images) in [("train", train), ("t10k", test)] {
      let shape = [images.count, images.height, images.width]
      try writeFile(
        gzip(encodeIDX(images.pixels, dimensions: shape)),
        to: "\(stage.path)/\(part)-images-idx3-ubyte.gz", operation: operation)
      try writeFile(
        gzip(encodeIDX(images.labels, dimensions: [images.count])),
        to: "\(stage.path)/\(part)-labels-idx1-ubyte.gz", operation: operation)
    }
    let names = classNames.map { $0 + "\n" }.joined()
    try writeFile(Array(names.utf8), to: "\(stage.path)/classes.txt", operation: operation)
    do throws(WriteError) {
      try stage.install(as: destination)
    } catch {
      throw DatasetError(.unwritable, operation, path: destination, error.reason)
    }
    return destination
  }

  /// The same images under another name; with `inverting`, light and dark are exchanged, as ink on
  /// paper needs it: networks learn from light digits on a dark ground.
  public func renamed(_ name: String, inverting: Bool = false) -> Dataset {
    guard inverting else {
      return Dataset(name: name, train: train, test: test, classNames: classNames)
    }
    return Dataset(
      name: name, train: train.inverted, test: test.inverted, classNames: classNames)
  }
}

extension LabelledImages {
  var inverted: LabelledImages {
    LabelledImages(
      height: height, width: width, channels: channels, pixels: pixels.map { 255 - $0 },
      labels: labels)
  }
}
