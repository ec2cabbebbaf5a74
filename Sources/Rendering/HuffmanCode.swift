/// A prefix code after Huffman, at most 15 bits a symbol, in the canonical form of RFC 1951.
struct HuffmanCode {
  /// Bits of each symbol; 0 for one that does not occur.
  private(set) var lengths: [UInt8]
  /// The code of each symbol, its first bit lowest.
  private(set) var codes: [UInt16]

  /// - Parameter counts: how often each symbol occurs, of two symbols at least.
  init(_ counts: [Int]) {
    var counts = counts
    // A code of one symbol would be incomplete, which some readers refuse.
    while counts.count(where: { $0 > 0 }) < 2, let unused = counts.firstIndex(of: 0) {
      counts[unused] = 1
    }
    lengths = Self.lengths(counts)
    while lengths.contains(where: { $0 > 15 }) {
      counts = counts.map { $0 == 0 ? 0 : ($0 >> 2) + 1 }
      lengths = Self.lengths(counts)
    }
    codes = Self.codes(lengths)
  }

  /// Joins the two rarest parts until one is left; the depth of a symbol is its length.
  private static func lengths(_ counts: [Int]) -> [UInt8] {
    var leaves = counts.indices.filter { counts[$0] > 0 }
    leaves.sort { (counts[$0], $0) < (counts[$1], $1) }
    var lengths = [UInt8](repeating: 0, count: counts.count)
    let n = leaves.count
    var weights = leaves.map { counts[$0] }
    var parents = [Int](repeating: 0, count: 2 * n - 1)
    var (leaf, inner) = (0, n)
    func take() -> Int {
      // Both queues are sorted, so the rarest part is at one of their heads.
      if leaf < n, inner >= weights.count || weights[leaf] <= weights[inner] {
        leaf += 1
        return leaf - 1
      }
      inner += 1
      return inner - 1
    }
    while weights.count < 2 * n - 1 {
      let (a, b) = (take(), take())
      parents[a] = weights.count
      parents[b] = weights.count
      weights.append(weights[a] + weights[b])
    }
    var depths = [UInt8](repeating: 0, count: 2 * n - 1)
    for node in stride(from: 2 * n - 3, through: 0, by: -1) {
      depths[node] = depths[parents[node]] + 1
      if node < n { lengths[leaves[node]] = depths[node] }
    }
    return lengths
  }

  private static func codes(_ lengths: [UInt8]) -> [UInt16] {
    var next = [Int](repeating: 0, count: 17)
    for length in lengths where length > 0 { next[Int(length) + 1] += 1 }
    for bits in 1...16 { next[bits] = (next[bits - 1] << 1) + (next[bits] << 1) }
    return lengths.map { length in
      if length == 0 { return 0 }
      let code = next[Int(length)]
      next[Int(length)] += 1
      return UInt16(truncatingIfNeeded: code).reversedBits >> (16 - UInt16(length))
    }
  }
}

extension UInt16 {
  fileprivate var reversedBits: UInt16 {
    var (bits, reversed) = (self, UInt16(0))
    for _ in 0..<16 {
      reversed = reversed << 1 | bits & 1
      bits >>= 1
    }
    return reversed
  }
}
