import Numerics

/// Height and width of a kernel, window or stride.
public struct Extent: Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  public var height: Int
  public var width: Int

  public init(_ height: Int, _ width: Int) {
    self.height = height
    self.width = width
  }

  public init(integerLiteral side: Int) {
    self.init(side, side)
  }

  public var description: String { "\(height)×\(width)" }
}

extension Window {
  /// Sides that kernels, windows and strides may have.
  static let sides = 1...1024

  /// How kernels or pooling windows lie over what came in.
  ///
  /// - Throws: `NetworkError` if the input is no image or smaller than the window.
  init(over input: Shape, size: Extent, stride: Extent, padding: Padding = .valid)
    throws(NetworkError)
  {
    guard input.rank == 3 else {
      throw NetworkError("needs an image of height × width × channels, \(input) came in")
    }
    let sides = Self.sides
    guard [size.height, size.width, stride.height, stride.width].allSatisfy({ sides.contains($0) })
    else {
      throw NetworkError(
        "window \(size) and stride \(stride) must be 1 to 1024 in each direction")
    }
    guard
      let window = Window(
        input: (input[0], input[1], input[2]), size: (size.height, size.width),
        stride: (stride.height, stride.width), padding: padding),
      window.outputHeight > 0, window.outputWidth > 0
    else {
      throw NetworkError(
        "needs an input of at least \(size), \(input[0])×\(input[1]) came in; "
          + "use a smaller window or fewer layers before it")
    }
    self = window
  }

  /// The window of a layer whose shapes have been checked.
  static func checked(over input: Shape, size: Extent, stride: Extent, padding: Padding = .valid)
    -> Window
  {
    do throws(NetworkError) {
      return try Window(over: input, size: size, stride: stride, padding: padding)
    } catch {
      preconditionFailure("a checked network has a layer that does not fit: \(error.reason)")
    }
  }
}
