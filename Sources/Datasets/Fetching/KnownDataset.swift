/// A data set that can be downloaded: its files, where they lie, and how they are recognised.
public struct KnownDataset: Equatable, Sendable {
  public struct File: Equatable, Sendable {
    /// Name under which the mirrors have it, gzipped.
    public var name: String
    /// Length of what it unpacks to.
    public var size: Int
    /// SHA-256 of what it unpacks to: mirrors pack the same content differently.
    public var sha256: String

    public init(name: String, size: Int, sha256: String) {
      self.name = name
      self.size = size
      self.sha256 = sha256
    }
  }

  public var name: String
  public var files: [File]
  /// Addresses of folders, the preferred first, each with a slash at its end. Ours are all safe
  /// (https); the checksum would find a change, but not who reads along.
  public var mirrors: [String]

  public init(name: String, files: [File], mirrors: [String]) {
    self.name = name
    self.files = files
    self.mirrors = mirrors
  }

  public static let all = [mnist, fashionMNIST]

  public static func named(_ name: String) -> KnownDataset? {
    all.first { $0.name == (DatasetLibrary.aliases[name] ?? name) }
  }

  /// The four files of MNIST and of what took its place, by the checksums of their contents:
  /// training images and labels, test images and labels.
  private static func files(sha256: [String]) -> [File] {
    let sizes = [
      ("train-images-idx3", 47_040_016), ("train-labels-idx1", 60_008),
      ("t10k-images-idx3", 7_840_016), ("t10k-labels-idx1", 10_008),
    ]
    return zip(sizes, sha256).map { file, sha256 in
      File(name: file.0 + "-ubyte.gz", size: file.1, sha256: sha256)
    }
  }

  /// LeCun, Cortes, Burges: "The MNIST database of handwritten digits" (1998).
  public static let mnist = KnownDataset(
    name: "mnist",
    files: files(sha256: [
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ]),
    mirrors: [
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ])

  /// Xiao, Rasul, Vollgraf: "Fashion-MNIST: a novel image dataset" (2017).
  public static let fashionMNIST = KnownDataset(
    name: "fashion-mnist",
    files: files(sha256: [
      "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
      "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
      "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
      "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    ]),
    mirrors: [
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
      "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    ])
}
