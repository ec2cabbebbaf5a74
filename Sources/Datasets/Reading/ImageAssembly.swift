/// What helps against a label without a class.
let classesCure =
  "Labels count from 0. Other classes are named in a file classes.txt, one a line, in a folder with "
  + "the data."

/// Puts pixels and labels together, checking that they agree.
///
/// - Parameters:
///   - classCount: labels must be smaller.
///   - path: the file with the labels, for the message.
/// - Throws: `corrupt`.
func assemble(
  pixels: [UInt8], height: Int, width: Int, labels: [UInt8], classCount: Int,
  to operation: String, path: String
) throws(DatasetError) -> LabelledImages {
  let imageCount = pixels.count / (height * width)
  guard imageCount == labels.count else {
    throw DatasetError(
      .corrupt, operation, path: path,
      "there are \(labels.count) labels for \(imageCount) images",
      cure: "They do not belong together: take both from one place.")
  }
  if let place = labels.firstIndex(where: { Int($0) >= classCount }) {
    throw DatasetError(
      .corrupt, operation, path: path,
      "label \(labels[place]) of image \(place + 1) is above \(classCount - 1): "
        + "there are \(classCount) classes", cure: classesCure)
  }
  return LabelledImages(height: height, width: width, pixels: pixels, labels: labels)
}
