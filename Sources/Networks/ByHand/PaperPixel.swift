import Numerics

/// The numbers of one pixel as a page prints them. Of one channel each product is that of the
/// printed pixel and the printed weight, rounded to two places, and the sums are exact sums of
/// these; of several channels each channel's sum is rounded.
public struct PaperPixel: Sendable {
  /// Digits after the point of all of them.
  public static let places = 2

  public let pixel: PixelTrace
  /// What lies under the kernel, its weights and their products, channel by channel.
  public let patch: [[PaperNumber]]
  public let kernel: [[PaperNumber]]
  public let products: [[PaperNumber]]
  /// What each channel adds: of one channel the sum of its printed products, of several each
  /// rounded sum.
  public let channels: [PaperNumber]
  public let bias: PaperNumber
  /// From the printed digits.
  public let z: PaperNumber
  public let output: PaperNumber
  /// z with all digits.
  public let exact: PaperNumber

  public init(_ pixel: PixelTrace) {
    self.pixel = pixel
    func printed(_ value: Double) -> PaperNumber { PaperNumber(rounding: value, to: Self.places) }
    patch = pixel.patch.map { $0.map { printed($0) } }
    kernel = pixel.kernel.map { $0.map { printed($0) } }
    products = zip(patch, kernel).map { patch, kernel in
      zip(patch, kernel).map { PaperNumber.product($0, $1, places: Self.places) }
    }
    channels =
      pixel.products.count == 1
      ? products.map { PaperNumber.sum($0) } : pixel.channelSums.map { printed($0) }
    bias = printed(pixel.bias)
    z = PaperNumber.sum(channels + [bias])
    output = z.value.signum > 0 ? z : printed(0)
    exact = printed(pixel.sum)
  }

  /// The sum of all products.
  public var sum: PaperNumber { PaperNumber.sum(channels) }

  /// The products of each row of the kernel, of one channel.
  public var rows: [[PaperNumber]] {
    let width = pixel.kernelWidth
    return (0..<pixel.kernelHeight).map { Array(products[0][$0 * width..<($0 + 1) * width]) }
  }
}
