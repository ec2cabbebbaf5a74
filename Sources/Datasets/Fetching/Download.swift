import Glibc

/// Brings the files of a known data set into a folder, from one mirror after the other.
///
/// Files arrive in a folder beside their place, which is put there when all of them are whole: a
/// broken download never looks like a data set, and the next one continues it.
public struct Download: Sendable {
  public enum Event: Equatable, Sendable {
    case began(file: String, mirror: String)
    /// Bytes of the file under way that are there.
    case received(Int)
    case finished(file: String)
    /// The next mirror is tried.
    case mirrorFailed(file: String, mirror: String, reason: String)
  }

  public var known: KnownDataset
  /// Holds a folder for each data set.
  public var folder: String
  public var timeouts: DownloadTimeouts

  public init(
    _ known: KnownDataset, into folder: String, timeouts: DownloadTimeouts = DownloadTimeouts()
  ) {
    self.known = known
    self.folder = folder
    self.timeouts = timeouts
  }

  /// Where the data set lies afterwards.
  public var destination: String { "\(folder)/\(known.name)" }

  private var stage: String { "\(folder)/.\(known.name).part" }

  /// Downloads what is not there yet.
  ///
  /// - Throws: `unreachable` with every mirror's reason, `unwritable`, or `missing` without curl.
  public func run(_ report: (Event) -> Void = { _ in }) throws(DatasetError) {
    try makeStage()
    for file in known.files {
      if isGood(file, at: "\(destination)/\(file.name)") { continue }
      try bring(file, report)
      report(.finished(file: file.name))
    }
    try install()
  }

  /// What has come is kept here for the next run, so its name has to be known beforehand: it must
  /// be ours, and no link.
  private func makeStage() throws(DatasetError) {
    do throws(WriteError) {
      try makeFolder(folder)
      try makeFolder(stage)
    } catch {
      throw DatasetError(.unwritable, "make the folder", path: error.path, error.reason)
    }
    var status = stat()
    guard lstat(stage, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid()
    else {
      throw DatasetError(
        .unwritable, "download into", path: stage, "it is a link, or somebody else's",
        cure: "Remove it, or choose another folder with --output.")
    }
  }

  private func isGood(_ file: KnownDataset.File, at path: String) -> Bool {
    (try? KnownDataset.check(file, at: path)) != nil
  }

  private func bring(_ file: KnownDataset.File, _ report: (Event) -> Void) throws(DatasetError) {
    let place = "\(stage)/\(file.name)"
    if isGood(file, at: place) { return }
    if Curl.fileSize(place) > greatestPackedSize(file) { unlink(place) }
    var reasons: [String] = []
    for mirror in known.mirrors {
      report(.began(file: file.name, mirror: mirror))
      // What an earlier run or another mirror left may not fit: then once more, from the beginning.
      var attempts = fileKind(place) == nil ? 1 : 2
      var reason = ""
      while attempts > 0 {
        attempts -= 1
        let outcome = try Curl.get(
          mirror + file.name, to: place, limit: greatestPackedSize(file), timeouts: timeouts
        ) { report(.received($0)) }
        switch outcome {
        case .complete:
          do throws(DatasetError) {
            try KnownDataset.check(file, at: place)
            return
          } catch {
            reason = error.reason
            unlink(place)
          }
        case .cannotResume:
          reason = "it cannot continue a file"
          unlink(place)
        case .failed(let text):
          // What has come so far stays, for the next mirror or the next run.
          reason = text
          attempts = 0
        }
      }
      reasons.append("\(mirror) \(reason)")
      report(.mirrorFailed(file: file.name, mirror: mirror, reason: reason))
    }
    throw DatasetError(
      .unreachable, "download", path: file.name, reasons.joined(separator: "; "),
      cure: "Try again later: what has come is kept. '--mirror URL' names another place.")
  }

  /// Deflate lengthens what it cannot shorten by less than one part in a thousand.
  private func greatestPackedSize(_ file: KnownDataset.File) -> Int {
    file.size + file.size / 1000 + 1024
  }

  /// Puts the files into place: all at once where there was nothing, else one by one.
  private func install() throws(DatasetError) {
    if rename(stage, destination) == 0 { return }
    for file in known.files where fileKind("\(stage)/\(file.name)") != nil {
      guard rename("\(stage)/\(file.name)", "\(destination)/\(file.name)") == 0 else {
        throw DatasetError(.unwritable, "install", path: destination, lastSystemMessage())
      }
    }
    rmdir(stage)
  }
}

extension KnownDataset {
  /// What is wrong with the files of this data set in a folder; empty if every one is whole and
  /// genuine.
  public func faults(in folder: String) -> [DatasetError] {
    files.compactMap { file in
      do throws(DatasetError) {
        try KnownDataset.check(file, at: "\(folder)/\(file.name)")
        return nil
      } catch {
        return error
      }
    }
  }

  /// What differs between the images that were read, from whatever format, and the original's.
  public func faults(in data: Dataset, at path: String) -> [DatasetError] {
    let contents = [
      encodeIDX(
        data.train.pixels, dimensions: [data.train.count, data.train.height, data.train.width]),
      encodeIDX(data.train.labels, dimensions: [data.train.count]),
      encodeIDX(
        data.test.pixels, dimensions: [data.test.count, data.test.height, data.test.width]),
      encodeIDX(data.test.labels, dimensions: [data.test.count]),
    ]
    return zip(files, contents).compactMap { file, content in
      if content.count == file.size && sha256(content) == file.sha256 { return nil }
      return DatasetError(
        .corrupt, "verify the data", path: path,
        "the content of \(file.name) is not the original's")
    }
  }

  /// Unpacks a file, no further than it should go, and compares what it holds with the known sum.
  static func check(_ file: File, at path: String) throws(DatasetError) {
    let operation = "verify the file"
    let packed = try readFile(path, to: operation)
    guard packed.starts(with: [0x1F, 0x8B]) else {
      throw DatasetError(.corrupt, operation, path: path, "it is no gzip file")
    }
    let content: [UInt8]? = packed.withUnsafeBufferPointer { buffer in
      var inflation = Inflation(buffer, .gzip)
      guard let content = try? inflation.next(file.size), content.count == file.size,
        (try? inflation.isAtEnd()) == true
      else { return nil }
      return content
    }
    guard let content else {
      throw DatasetError(
        .corrupt, operation, path: path, "it does not unpack to \(file.size) bytes")
    }
    guard sha256(content) == file.sha256 else {
      throw DatasetError(
        .corrupt, operation, path: path, "its content has not the known SHA-256 checksum")
    }
  }
}
