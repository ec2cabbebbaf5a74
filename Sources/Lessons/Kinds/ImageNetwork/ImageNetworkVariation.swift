import Networks
import Numerics

/// Another test image for the same trained network.
extension ImageNetworkKind {
  static let variation = Variation<FollowedImage>(
    again: { run, values in
      guard values.count == 1, case .word(let text)? = values[image.key], let number = Int(text)
      else { return nil }
      return try? run.following(number)
    },
    draw: { run, generator in
      let candidates = run.worthFollowing
      guard !candidates.isEmpty else { return nil }
      let number = candidates[generator.index(below: candidates.count)]
      guard number != run.image, let other = try? run.following(number), other.complaint == nil
      else { return nil }
      return [image.key: .word("\(number)")]
    })
}
