/// How windows (convolution kernels or pooling windows) are laid over an image.
///
/// Along one axis with input n, window k, stride s: "valid" gives ⌊(n − k)/s⌋ + 1 positions and
/// drops the remainder; "same" gives ⌈n/s⌉ and pads with zeros, the odd one at the end (below and
/// to the right), as Keras does.
public struct Window: Hashable, Sendable {
  public enum Padding: String, Hashable, Sendable, CaseIterable {
    case valid
    case same
  }

  public var inputHeight: Int
  public var inputWidth: Int
  public var channels: Int
  public var height: Int
  public var width: Int
  public var strideY: Int
  public var strideX: Int
  public var padTop: Int
  public var padLeft: Int
  public var outputHeight: Int
  public var outputWidth: Int

  /// The window over an input of height × width × channels; nil if it fits nowhere.
  public init?(
    input: (height: Int, width: Int, channels: Int), size: (height: Int, width: Int),
    stride: (y: Int, x: Int), padding: Padding
  ) {
    guard size.height > 0, size.width > 0, stride.y > 0, stride.x > 0 else { return nil }
    inputHeight = input.height
    inputWidth = input.width
    channels = input.channels
    (height, width) = size
    (strideY, strideX) = stride
    switch padding {
    case .valid:
      guard input.height >= size.height, input.width >= size.width else { return nil }
      outputHeight = (input.height - size.height) / stride.y + 1
      outputWidth = (input.width - size.width) / stride.x + 1
      padTop = 0
      padLeft = 0
    case .same:
      outputHeight = (input.height + stride.y - 1) / stride.y
      outputWidth = (input.width + stride.x - 1) / stride.x
      padTop = max(0, (outputHeight - 1) * stride.y + size.height - input.height) / 2
      padLeft = max(0, (outputWidth - 1) * stride.x + size.width - input.width) / 2
    }
  }

  /// Places that the window is laid on.
  public var positions: Int { outputHeight * outputWidth }
  /// Numbers under one window: height × width × channels.
  public var patchCount: Int { height * width * channels }
  public var inputCount: Int { inputHeight * inputWidth * channels }
}
