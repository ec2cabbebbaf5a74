import Datasets
import Numerics

/// What is done with the pixels, 0 … 255, before a network sees them; saved with the model.
public enum Preprocessing: String, Hashable, Sendable, CaseIterable {
  /// Divided by 255.
  case unitInterval
  /// Each column of an image divided by its Euclidean length, as Keras's `normalize` does along
  /// axis 1 of (n, 28, 28); a column of zeros stays.
  case unitColumns

  /// What each column of each image is multiplied with, image by image; empty where all pixels are
  /// divided by 255.
  func columnScales<T: Real>(of images: LabelledImages) -> [T] {
    guard self == .unitColumns else { return [] }
    let row = images.width * images.channels
    var squares = [Int](repeating: 0, count: row)
    var scales: [T] = []
    scales.reserveCapacity(images.count * row)
    images.pixels.withUnsafeBufferPointer { pixels in
      for image in 0..<images.count {
        for column in 0..<row { squares[column] = 0 }
        for y in 0..<images.height {
          let start = image * images.pixelsPerImage + y * row
          for column in 0..<row {
            let pixel = Int(pixels[start + column])
            squares[column] += pixel * pixel
          }
        }
        for column in 0..<row {
          scales.append(squares[column] > 0 ? 1 / T(squares[column]).squareRoot() : 1)
        }
      }
    }
    return scales
  }

  /// One image as a network sees it.
  public func tensor<T: Real>(of images: LabelledImages, at index: Int) -> Tensor<T> {
    let samples = Samples<T>(images[index..<index + 1], self)
    var tensor = Tensor<T>(zeros: [images.height, images.width, images.channels])
    tensor.values.withUnsafeMutableBufferPointer { values in
      if let base = values.baseAddress { samples.fill([0], into: base) }
    }
    return tensor
  }
}
