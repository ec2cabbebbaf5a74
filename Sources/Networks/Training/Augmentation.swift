import Numerics

/// Small random changes of the training images, others in each epoch: a network that never sees the
/// same image twice cannot learn it by heart. Images to test with stay as they are.
///
/// Shift, rotation and zoom are drawn uniformly and joined to one affine map, read between the
/// pixels linearly, beyond the edge the edge's own pixel: as Keras's `ImageDataGenerator` does.
public struct Augmentation: Hashable, Sendable {
  /// The largest shift, as a part of width and of height.
  public var shift: Double
  /// The largest rotation to either side, in degrees.
  public var rotation: Double
  /// Width and height are each divided by something from 1 − zoom to 1 + zoom.
  public var zoom: Double
  /// Whether every other image is exchanged left for right, and every other one top for bottom. A
  /// digit is then another one, or none: 6 and 9, 2 and 5.
  public var flips: Bool

  public init(
    shift: Double = 0, rotation: Double = 0, zoom: Double = 0, flips: Bool = false
  ) {
    self.shift = shift
    self.rotation = rotation
    self.zoom = zoom
    self.flips = flips
  }

  /// - Throws: `NetworkError` saying which number is out of its range.
  func check() throws {
    func need(_ isTrue: Bool, _ what: String, _ value: Double, _ range: String) throws {
      guard isTrue else { throw NetworkError("\(what) of \(value): \(range) is needed") }
    }
    try need(shift >= 0 && shift < 1, "a shift", shift, "a part from 0 to below 1")
    try need(rotation >= 0 && rotation <= 180, "a rotation", rotation, "an angle from 0 to 180")
    try need(zoom >= 0 && zoom < 1, "a zoom", zoom, "a part from 0 to below 1")
  }

  /// "shift 0.1, rotation 8.0°, zoom 0.2"
  var summary: String {
    let parts = [
      shift > 0 ? "shift \(shift)" : nil, rotation > 0 ? "rotation \(rotation)°" : nil,
      zoom > 0 ? "zoom \(zoom)" : nil, flips ? "flips" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// What is done to one image: a function of the seed, the epoch and the image's place alone, so
  /// that neither threads nor an interruption change it.
  func change(seed: UInt64, epoch: Int, place: Int, width: Int, height: Int) -> ImageChange {
    var generator = SeededGenerator(
      seed: SeededGenerator.word(seed: seed, 3_000_000, UInt64(epoch), UInt64(place)))
    func within(_ range: Double) -> Double { (2 * generator.unit() - 1) * range }
    var change = ImageChange()
    change.angle = within(rotation) * Double.pi / 180
    change.shift = (x: within(shift) * Double(width), y: within(shift) * Double(height))
    change.zoom = (x: 1 + within(zoom), y: 1 + within(zoom))
    if flips { change.flips = (x: generator.unit() < 0.5, y: generator.unit() < 0.5) }
    return change
  }
}

/// One affine change of an image.
struct ImageChange {
  /// Radians by which the places that are read are turned, clockwise.
  var angle = 0.0
  /// How far off the places that are read lie, in pixels.
  var shift = (x: 0.0, y: 0.0)
  /// Above 1 the image shrinks.
  var zoom = (x: 1.0, y: 1.0)
  var flips = (x: false, y: false)

  /// Writes the changed image, each pixel multiplied with `scale`.
  ///
  /// The pixel at p is read at R(Z(p − m) + t) + m: zoomed, shifted, rotated about the middle m.
  @specialized(where T == Float)
  func apply<T: Real>(
    to pixels: UnsafePointer<UInt8>, height: Int, width: Int, channels: Int, scale: T,
    into target: UnsafeMutablePointer<T>
  ) {
    let (sine, cosine) = (Double.sine(angle), Double.cosine(angle))
    let middle = (x: Double(width - 1) / 2, y: Double(height - 1) / 2)
    let last = (x: Double(width - 1), y: Double(height - 1))
    for y in 0..<height {
      for x in 0..<width {
        let from = (
          x: zoom.x * (Double(flips.x ? width - 1 - x : x) - middle.x) + shift.x,
          y: zoom.y * (Double(flips.y ? height - 1 - y : y) - middle.y) + shift.y
        )
        let u = min(max(cosine * from.x - sine * from.y + middle.x, 0), last.x)
        let v = min(max(sine * from.x + cosine * from.y + middle.y, 0), last.y)
        let (left, top) = (Int(u), Int(v))
        let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (partX, partY) = (T(u - Double(left)), T(v - Double(top)))
        for channel in 0..<channels {
          func pixel(_ row: Int, _ column: Int) -> T {
            T(pixels[(row * width + column) * channels + channel])
          }
          let above = pixel(top, left) + (pixel(top, right) - pixel(top, left)) * partX
          let below = pixel(bottom, left) + (pixel(bottom, right) - pixel(bottom, left)) * partX
          target[(y * width + x) * channels + channel] = (above + (below - above) * partY) * scale
        }
      }
    }
  }
}
