import Testing

@testable import Datasets

@Suite struct LabelledImagesTests {
  let images = LabelledImages(
    height: 1, width: 2, pixels: [0, 10, 20, 30, 40, 50], labels: [2, 0, 2])

  @Test func cutsAndSelectsWholeImages() {
    #expect(Array(images.image(1)) == [20, 30])
    #expect(images.prefix(2).pixels == [0, 10, 20, 30])
    #expect(images.prefix(9) == images)
    #expect(images.selecting([2, 0]).pixels == [40, 50, 0, 10])
    #expect(images.selecting([2, 1]).labels == [2, 0])
    #expect(images.indices(ofClass: 2) == [0, 2])
    #expect(images.indices(ofClass: 2, limit: 1) == [0])
  }

  @Test func countsClassesAndPixels() {
    #expect(images.classCounts(3) == [1, 0, 2])
    let (mean, deviation) = images.pixelStatistics
    #expect(mean == 25)
    // (25² + 15² + 5²) / 3 = 291.67
    #expect(abs(deviation * deviation - 875.0 / 3) < 1e-9)
  }

  @Test func identityFollowsTheContent() {
    let names = ["a", "b", "c"]
    let data = Dataset(name: "x", train: images, test: images, classNames: names)
    let renamed = Dataset(name: "y", train: images, test: images, classNames: names)
    #expect(data.identity == renamed.identity)
    let other = Dataset(
      name: "x", train: images.selecting([0, 2, 1]), test: images, classNames: names)
    #expect(data.identity != other.identity)
    #expect(data.identity != data.limited(to: 2).identity)
  }
}

/// Values from FIPS 180-4's examples and RFC 1952's polynomial.
@Test func checksumsOfKnownTexts() {
  #expect(
    sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  #expect(sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  #expect(crc32(of: Array("123456789".utf8)) == 0xCBF4_3926)
  #expect(hexadecimal(10) == "0000000a")
}
