/// Finds data sets by name in folders, or by path, and makes those that are built in.
public struct DatasetLibrary: Equatable, Sendable {
  /// Searched one after the other: a data set `NAME` is the folder `NAME`, or the file `NAME.npz` or
  /// `NAME.csv`, in one of them.
  public var folders: [String]

  public init(folders: [String]) {
    self.folders = folders
  }

  /// One line of a list of data sets.
  public struct Listing: Equatable, Sendable {
    public var name: String
    /// Nil for what is built in.
    public var path: String?
  }

  /// Everything that has a name here, sorted; the first folder wins.
  public func listings() -> [Listing] {
    var found: [String: String] = [:]
    for folder in folders {
      guard let names = try? namesInFolder(folder, to: "list") else { continue }
      for file in names {
        let path = "\(folder)/\(file)"
        guard (try? DatasetSource(path: path)) != nil else { continue }
        let name = DatasetLibrary.name(ofFile: file)
        if found[name] == nil { found[name] = path }
      }
    }
    found[DatasetLibrary.digits] = nil
    return [Listing(name: DatasetLibrary.digits, path: nil)]
      + found.keys.sorted().map { Listing(name: $0, path: found[$0]) }
  }

  /// Where a name leads, without reading it; nil for what is built in.
  ///
  /// - Throws: `missing`, with the folders that were searched and what to do.
  public func path(of nameOrPath: String) throws(DatasetError) -> String? {
    let name = DatasetLibrary.aliases[nameOrPath] ?? nameOrPath
    if name == DatasetLibrary.digits { return nil }
    if !name.contains("/") {
      for folder in folders {
        for candidate in [name, name + ".npz", name + ".csv"] {
          let path = "\(folder)/\(candidate)"
          if fileKind(path) != nil { return path }
        }
      }
    }
    if fileKind(nameOrPath) != nil { return nameOrPath }
    var reason = "there is no such file or folder"
    if !name.contains("/") {
      reason =
        folders.isEmpty
        ? "there is no data set of this name"
        : "there is no data set of this name in " + folders.joined(separator: ", ")
      if KnownDataset.named(name) != nil {
        reason += "; `learn data fetch \(name)` downloads it, `digits` is built in"
      }
    }
    let known = name.contains("/") ? [] : listings().map(\.name) + KnownDataset.all.map(\.name)
    throw DatasetError(.missing, "find the data", path: nameOrPath, reason, knownNames: known)
  }

  /// Reads a data set, or makes the built-in one.
  ///
  /// - Parameters:
  ///   - nameOrPath: `digits`, a name to be found in the folders, or a path.
  ///   - digits: how many digits to make from which seed, should they be asked for.
  ///   - keepsSome: whether images that are not parted into train and test are; else all of them
  ///     are test images.
  public func dataset(
    _ nameOrPath: String, digits: DigitRecipe = DigitRecipe(), keepsSome: Bool = true
  ) throws(DatasetError) -> Dataset {
    guard let path = try path(of: nameOrPath) else { return digits.dataset() }
    let name = DatasetLibrary.name(ofFile: lastComponent(path))
    let classNames = try DatasetLibrary.classNames(name: name, path: path)
    return try DatasetSource(path: path).load(
      name: name, classNames: classNames, keepsSome: keepsSome)
  }

  /// The names in `classes.txt`, one a line; else the known ones of Fashion-MNIST; else the digits.
  static func classNames(name: String, path: String) throws(DatasetError) -> [String] {
    let list = path + "/classes.txt"
    if fileKind(path) == .folder, fileKind(list) == .file {
      let operation = "read the class names"
      let text = try readFile(list, to: operation, limit: 1 << 16)
      let names = text.split(separator: UInt8(ascii: "\n")).map {
        printable(String(decoding: $0, as: UTF8.self), limit: 60)
      }
      guard (1...256).contains(names.count) else {
        throw DatasetError(
          .corrupt, operation, path: list, "it has \(names.count) lines, not 1 to 256")
      }
      return names
    }
    return name.contains("fashion") ? fashionClasses : digitClasses
  }

  static func name(ofFile file: String) -> String {
    for ending in [".npz", ".csv"] where file.hasSuffix(ending) {
      return String(file.dropLast(ending.count))
    }
    return file
  }

  public static let digits = "digits"
  static let aliases = ["fashion": "fashion-mnist"]

  public static let digitClasses = (0...9).map(String.init)

  /// Xiao, Rasul, Vollgraf: "Fashion-MNIST" (2017), table 2; labels 0 to 9.
  public static let fashionClasses = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
    "Ankle boot",
  ]
}
