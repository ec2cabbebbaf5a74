import Datasets

extension CommandContext {
  /// Where data sets are found by name: the folders of `LEARN_DATA`, divided by colons, then
  /// `learn/data` in the XDG data folder.
  var datasets: DatasetLibrary {
    var folders = (environment("LEARN_DATA") ?? "").split(separator: ":").map(String.init)
    if let folder = xdgFolder("XDG_DATA_HOME", underHome: ".local/share") {
      folders.append(folder + "/data")
    }
    return DatasetLibrary(folders: folders)
  }

  /// Where networks that lessons train are kept; nil without a home folder.
  var cacheFolder: String? { xdgFolder("XDG_CACHE_HOME", underHome: ".cache") }

  /// `learn` in one of the folders of the XDG base directory specification: a relative path in the
  /// variable counts as none.
  private func xdgFolder(_ variable: String, underHome fallback: String) -> String? {
    if let folder = environment(variable), folder.hasPrefix("/") { return folder + "/learn" }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/\(fallback)/learn"
  }
}
