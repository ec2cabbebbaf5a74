/// Images of one size, each with the number of its class.
///
/// `pixels` holds `count × height × width × channels` values, row-major: image by image, row by
/// row, then column, then channel. 0 is the background, 255 full ink.
public struct LabelledImages: Equatable, Sendable {
  /// Rows of an image, in pixels.
  public let height: Int
  /// Columns of an image, in pixels.
  public let width: Int
  /// Values of a pixel: 1 for grey, 3 for colour.
  public let channels: Int
  public let pixels: [UInt8]
  /// The class of each image, counted from 0.
  public let labels: [UInt8]

  public init(height: Int, width: Int, channels: Int = 1, pixels: [UInt8], labels: [UInt8]) {
    precondition(
      pixels.count == labels.count * height * width * channels,
      "\(pixels.count) pixels for \(labels.count) × \(height) × \(width) × \(channels)")
    self.height = height
    self.width = width
    self.channels = channels
    self.pixels = pixels
    self.labels = labels
  }

  /// Number of images.
  public var count: Int { labels.count }

  /// Values of one image: `height × width × channels`.
  public var pixelsPerImage: Int { height * width * channels }

  /// The pixels of one image, row by row.
  public func image(_ index: Int) -> ArraySlice<UInt8> {
    pixels[index * pixelsPerImage..<(index + 1) * pixelsPerImage]
  }

  /// The first `count` images; all of them if there are fewer.
  public func prefix(_ count: Int) -> LabelledImages {
    self[0..<min(count, self.count)]
  }

  /// The images of a range, in their order.
  public subscript(range: Range<Int>) -> LabelledImages {
    LabelledImages(
      height: height, width: width, channels: channels,
      pixels: Array(pixels[range.lowerBound * pixelsPerImage..<range.upperBound * pixelsPerImage]),
      labels: Array(labels[range]))
  }

  /// These images and then others of the same size.
  public func followed(by others: LabelledImages) -> LabelledImages {
    LabelledImages(
      height: height, width: width, channels: channels, pixels: pixels + others.pixels,
      labels: labels + others.labels)
  }

  /// The images at the given places, in the given order.
  public func selecting(_ indices: [Int]) -> LabelledImages {
    var chosen: [UInt8] = []
    chosen.reserveCapacity(indices.count * pixelsPerImage)
    for index in indices { chosen.append(contentsOf: image(index)) }
    return LabelledImages(
      height: height, width: width, channels: channels, pixels: chosen,
      labels: indices.map { labels[$0] })
  }

  /// The places of the first `limit` images of a class.
  public func indices(ofClass label: UInt8, limit: Int = .max) -> [Int] {
    Array(labels.indices.lazy.filter { labels[$0] == label }.prefix(limit))
  }

  /// How many images each of the classes has.
  public func classCounts(_ classes: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: classes)
    for label in labels where Int(label) < classes { counts[Int(label)] += 1 }
    return counts
  }

  /// Mean and standard deviation (of the whole population) of all pixels, on the scale 0 … 255.
  public var pixelStatistics: (mean: Double, deviation: Double) {
    guard !pixels.isEmpty else { return (0, 0) }
    // Whole numbers: the result is exact whatever the order of the sum.
    var sum = 0
    var squares = 0
    for pixel in pixels {
      sum += Int(pixel)
      squares += Int(pixel) * Int(pixel)
    }
    let n = Double(pixels.count)
    let mean = Double(sum) / n
    return (mean, max(0, Double(squares) / n - mean * mean).squareRoot())
  }
}
