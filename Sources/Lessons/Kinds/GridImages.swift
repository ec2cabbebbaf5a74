import Datasets
import Networks
import Numerics

/// The images of data sets, which are read from files.
extension GridSource {
  /// Its numbers; pixels go from 0 (paper) to 255 (ink).
  ///
  /// - Parameter place: Where the lesson asks for them.
  func rows(at place: YAMLNode, _ world: World) throws(KindError) -> [[ExactDecimal]] {
    guard case .image(let data, let digit, let number) = self else {
      guard case .rows(let rows) = self else { return [] }
      return rows
    }
    #if hasFeature(Embedded)
      throw .fault("a page has no data sets: give the numbers of the image in rows", at: place)
    #else
      return try image(data, digit: digit, number: number, at: place, world)
    #endif
  }

  #if !hasFeature(Embedded)
    private func image(
      _ data: String?, digit: Int?, number: Int, at place: YAMLNode, _ world: World
    ) throws(KindError) -> [[ExactDecimal]] {
      let name = world.options.data ?? data ?? DatasetLibrary.digits
      let images = try Self.testImages(name, world)
      let places = digit.map { images.indices(ofClass: UInt8($0)) } ?? Array(0..<images.count)
      guard number < places.count else {
        throw .fault(
          "\(name) has only \(places.count) such images, counted from 0, and none with the number "
            + "\(number)", at: place)
      }
      guard images.channels == 1 else {
        throw .fault(
          "an image of \(name) has \(images.channels) numbers at each place, a kernel here takes one",
          at: place, hint: "take digits, mnist or fashion-mnist")
      }
      let pixels = Array(images.image(places[number]))
      return (0..<images.height).map { row in
        pixels[row * images.width..<(row + 1) * images.width].map { ExactDecimal(Int($0)) }
      }
    }

    private static func testImages(_ name: String, _ world: World) throws(KindError)
      -> LabelledImages
    {
      // A few made digits suffice, and are the same whatever their number.
      if name == DatasetLibrary.digits { return madeDigits(200, seed: world.seed) }
      do {
        return try DatasetLibrary(folders: world.options.dataFolders).dataset(name).test
      } catch {
        throw .world(error)
      }
    }
  #endif
}
