import Figures

/// What networks say of their layers and of their training, in a reader's language.
extension Words {
  /// The summary of a layer or of a recipe, part by part: `dense, 10 units, softmax`. A part that
  /// has no form stays as it is.
  func network(_ summary: String) -> String {
    summary.split(separator: ",").map { part in
      networkPart(String(part.drop { $0 == " " }))
    }.joined(separator: ", ")
  }

  private func networkPart(_ part: String) -> String {
    // The form has {1}, {2} for the words with digits.
    var values: [String] = []
    let form = part.split(separator: " ").map { word -> String in
      guard word.contains(where: { $0.isNumber }) else { return String(word) }
      values.append(String(word))
      return "{\(values.count)}"
    }.joined(separator: " ")
    let words = self
    let (first, second) = (values.first ?? "", values.dropFirst().first ?? "")
    switch form {
    case "convolution {1}": return words("convolution {1}", first)
    case "{1} kernels": return words("{1} kernels", first)
    case "stride {1}": return words("stride {1}", first)
    case "same": return words("same")
    case "max pooling {1}": return words("max pooling {1}", first)
    case "average pooling {1}": return words("average pooling {1}", first)
    case "min pooling {1}": return words("min pooling {1}", first)
    case "dense": return words("dense")
    case "{1} units": return words("{1} units", first)
    case "dropout {1}": return words("dropout {1}", first)
    case "flatten": return words("flatten")
    case "batch normalisation": return words("batch normalisation")
    case "sigmoid": return words("sigmoid")
    case "softmax": return words("softmax")
    case "batch {1}": return words("batch {1}", first)
    case "all images at once": return words("all images at once")
    case "{1} epochs", "{1} epoch":
      return first == "1" ? words("1 epoch") : words("{1} epochs", first)
    case "the last {1} % kept for validation":
      return words("the last {1} % kept for validation", first)
    case "columns of unit length": return words("columns of unit length")
    case "rate × {1} after {2} idle epochs":
      return words("rate × {1} after {2} idle epochs", first, second)
    case "ends after {1} idle epochs": return words("ends after {1} idle epochs", first)
    default: return numerals.text(part)
    }
  }
}
