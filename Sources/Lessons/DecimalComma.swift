/// A comma parts the items of a list, so decimals are written with a point. `[-0,5, 0,25]` has four
/// items to YAML, though its author meant two.
extension YAMLNode {
  /// The same with such decimals put right, each told where it stands: the block can be checked as
  /// it was meant.
  func mendingDecimalCommas(_ findings: Findings) -> YAMLNode {
    switch content {
    case .scalar: return self
    case .mapping(let pairs):
      var node = self
      node.content = .mapping(
        pairs.map { ($0.key, $0.value.mendingDecimalCommas(findings)) })
      return node
    case .sequence(let items):
      var node = self
      if let mended = Self.mended(items) {
        let texts = mended.compactMap { $0.scalar }.joined(separator: ", ")
        findings.error(
          "decimals are written with a point: [\(texts)]", at: self,
          hint: "put a space after each comma where whole numbers are meant")
        node.content = .sequence(mended)
      } else {
        node.content = .sequence(items.map { $0.mendingDecimalCommas(findings) })
      }
      return node
    }
  }

  /// Digits parted by a comma alone stand together, commas with a space part the items; nil where
  /// that is not so, or no comma stands alone.
  private static func mended(_ items: [YAMLNode]) -> [YAMLNode]? {
    var result: [YAMLNode] = []
    var count = 0
    var index = 0
    while index < items.count {
      let item = items[index]
      guard item.isWholeNumber else { return nil }
      if index + 1 < items.count, item.isTouching(items[index + 1]) {
        guard index + 2 == items.count || !items[index + 1].isTouching(items[index + 2]) else {
          return nil
        }
        var joined = item
        joined.content = .scalar(
          (item.scalar ?? "") + "." + (items[index + 1].scalar ?? ""), isPlain: true)
        result.append(joined)
        count += 1
        index += 2
      } else {
        result.append(item)
        index += 1
      }
    }
    // With one comma alone, `[0,5]`, nobody can know which is meant.
    return count > 0 && result.count > 1 ? result : nil
  }

  private var isWholeNumber: Bool {
    guard case .scalar(let text, true) = content else { return false }
    let digits = text.first == "-" || text.first == "−" ? text.dropFirst() : Substring(text)
    return !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// Whether `next` follows after a comma without a space, and can be digits behind a point.
  private func isTouching(_ next: YAMLNode) -> Bool {
    guard let text = scalar, let digits = next.scalar, next.isWholeNumber else { return false }
    return next.line == line && next.column == column + text.count + 1
      && digits.first?.isNumber == true
  }

  /// What to write in place of a decimal comma, where there may be one.
  var pointHint: String? {
    switch content {
    case .scalar(let text, true):
      let halves = text.split(separator: ",", omittingEmptySubsequences: false)
      guard halves.count == 2, halves[1].utf8.allSatisfy({ (48...57).contains($0) }),
        !halves[0].isEmpty, !halves[1].isEmpty,
        halves[0].allSatisfy({ $0.isNumber || $0 == "-" || $0 == "−" })
      else { return nil }
      return "decimals are written with a point: \(halves[0]).\(halves[1])"
    case .sequence(let items):
      guard items.count > 1, zip(items, items.dropFirst()).contains(where: { $0.isTouching($1) }),
        items[0].isWholeNumber
      else { return nil }
      return "where decimals are meant, write them with a point"
    default: return nil
    }
  }
}
