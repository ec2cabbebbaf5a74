import Datasets
import Numerics

/// What is done with the pixels, 0 … 255, before a network sees them; saved with the model.
public enum Preprocessing: String, Hashable, Sendable, CaseIterable {
  /// Divided by 255.
  case unitInterval
  /// Each column of an image divided by its Euclidean length, as Keras's `normalize` does along
  /// axis 1 of (n, 28, 28); a column of zeros stays.
  case unitColumns

  /// Writes one image's numbers, row by row, column by column, channel by channel.
  public func apply<T: Real>(
    to pixels: UnsafePointer<UInt8>, height: Int, width: Int, channels: Int,
    into values: UnsafeMutablePointer<T>
  ) {
    let row = width * channels
    switch self {
    case .unitInterval:
      convert(pixels, scale: 1 / 255, into: values, count: height * row)
    case .unitColumns:
      var scales = [T](repeating: 1, count: row)
      for column in 0..<row {
        var squares = 0
        for y in 0..<height {
          let pixel = Int(pixels[y * row + column])
          squares += pixel * pixel
        }
        if squares > 0 { scales[column] = 1 / T(squares).squareRoot() }
      }
      convertColumns(pixels, scales: scales, into: values, rows: height)
    }
  }

  /// One image as a network sees it.
  public func tensor<T: Real>(of images: LabelledImages, at index: Int) -> Tensor<T> {
    var tensor = Tensor<T>(zeros: [images.height, images.width, images.channels])
    images.pixels.withUnsafeBufferPointer { pixels in
      tensor.values.withUnsafeMutableBufferPointer { values in
        guard let source = pixels.baseAddress, let target = values.baseAddress else { return }
        apply(
          to: source + index * images.pixelsPerImage, height: images.height,
          width: images.width, channels: images.channels, into: target)
      }
    }
    return tensor
  }
}
