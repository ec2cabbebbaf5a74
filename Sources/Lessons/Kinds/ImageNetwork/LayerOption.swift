import Networks

/// Which layer a picture shows: `layer: conv1`, one of those of a kind.
struct LayerOption: Sendable {
  let option: Option<FollowedImage, String>
  /// Why a network without such layers has no such picture.
  let lacking: @Sendable (FollowedImage) -> ReferenceError?

  /// - Parameter what: such a layer in an author's words: "a convolution".
  private init(_ what: String, _ isOne: @escaping @Sendable (LayerTrace<Float>) -> Bool) {
    let names = { @Sendable (run: FollowedImage) -> [String] in
      run.trace.layers.filter { isOne($0) }.map { $0.record.name }
    }
    option = .word("layer", "the name of \(what), such as those in the diagram", among: names)
    lacking = { run in
      names(run).isEmpty
        ? ReferenceError("\(run.networkName) has no layer that is \(what)") : nil
    }
  }

  static let convolution = LayerOption("a convolution") {
    if case .convolution = $0 { true } else { false }
  }
  /// Its kernels go over the image itself.
  static let first = LayerOption("a convolution of one channel") {
    if case .convolution(let record, _, _, _) = $0 { record.input.shape[2] == 1 } else { false }
  }
  static let pooling = LayerOption("a pooling") {
    if case .pooling = $0 { true } else { false }
  }
  static let maps = LayerOption("a convolution or a pooling") {
    switch $0 {
    case .convolution, .pooling: true
    case .dense, .activation, .dropout, .batchNormalization, .flatten: false
    }
  }
  static let dense = LayerOption("a dense layer") { if case .dense = $0 { true } else { false } }
  static let weights = LayerOption("a convolution or a dense layer") { $0.weighted != nil }

  /// The map that a picture shows, counted from 0; nil for the one with the largest value.
  static let map = Option<FollowedImage, Int?>(
    key: "map", form: "a number from 0", help: "which map; at first the one with the largest value",
    fallback: { _ in nil }
  ) { (_: FollowedImage, text: String) throws(ReferenceError) -> Int? in
    guard let number = Int(text), number >= 0 else {
      throw ReferenceError("map: a number from 0 is needed here")
    }
    return number
  }

  /// What is wrong with a map that the layer lacks.
  func mapFault(_ request: PictureRequest<FollowedImage>) -> ReferenceError? {
    let layer = request[option]
    let count = request.run.layer(layer).record.output.shape[2]
    guard let map = request[Self.map], map >= count else { return nil }
    return ReferenceError("\(layer) has the maps 0 to \(count - 1)", key: "map")
  }

  /// The place of a pixel, `[3][12,7]`; nil for the one with the largest value.
  static let place = Option<FollowedImage, PixelAddress?>(
    key: "at", form: "[map][row,column]",
    help: "which pixel, all counted from 0; at first the one with the largest value",
    fallback: { _ in nil }
  ) { (_: FollowedImage, text: String) throws(ReferenceError) -> PixelAddress? in
    guard let address = PixelAddress("x\(text)") else {
      throw ReferenceError("at: is written \"[3][12,7]\", a map, a row and a column")
    }
    return address
  }

  /// The address of the pixel that a picture shows.
  func address(_ request: PictureRequest<FollowedImage>) -> PixelAddress {
    let layer = request[option]
    guard var address = request[Self.place] else { return request.run.shownPixel(of: layer) }
    address.layer = layer
    return address
  }

  /// What is wrong with a place that the layer lacks.
  func placeFault(_ request: PictureRequest<FollowedImage>) -> ReferenceError? {
    do throws(PixelError) {
      _ = try request.run.trace.pixel(address(request))
      return nil
    } catch {
      return ReferenceError(error.description, key: "at")
    }
  }

  /// The pixel that a picture shows, which is there.
  func pixel(_ request: PictureRequest<FollowedImage>) -> PaperPixel {
    request.run.pixel(address(request))
  }
}

extension FollowedImage {
  /// A pixel that is there.
  func pixel(_ address: PixelAddress) -> PaperPixel {
    do throws(PixelError) {
      return PaperPixel(try trace.pixel(address))
    } catch {
      preconditionFailure(error.description)
    }
  }
}
