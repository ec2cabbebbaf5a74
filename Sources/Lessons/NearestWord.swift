/// The word among `words` that a reader most likely meant; nil when none is near.
///
/// The distance counts letters inserted, left out, replaced or swapped with their neighbour
/// (optimal string alignment); a word is near when a third of its letters or fewer differ.
public func nearestWord(to word: String, among words: [String]) -> String? {
  let typed = Array(word.lowercased())
  var best: (word: String, distance: Int)?
  for candidate in words {
    let distance = editDistance(typed, Array(candidate.lowercased()))
    let limit = max(1, max(typed.count, candidate.count) / 3)
    if distance <= limit, distance < best?.distance ?? Int.max {
      best = (candidate, distance)
    }
  }
  if best == nil, typed.count >= 3 {
    return words.first { $0.lowercased().hasPrefix(word.lowercased()) }
  }
  return best?.word
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforePrevious = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in 0..<a.count {
    var current = [i + 1]
    for j in 0..<b.count {
      var distance = min(
        previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        distance = min(distance, beforePrevious[j - 1] + 1)
      }
      current.append(distance)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count]
}
