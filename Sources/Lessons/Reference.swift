/// `and.epoch(1).weights`: an experiment's name and a path into it.
struct Reference: Equatable {
  var experiment: String
  var path: ReferencePath

  /// Reads a reference; nil where `text` is none.
  init?(_ text: String) {
    guard let parts = ReferencePath.parts(text), let first = parts.first,
      first.arguments.isEmpty, parts.count > 1
    else { return nil }
    experiment = first.name
    path = ReferencePath(Array(parts.dropFirst()))
  }
}

extension ReferencePath {
  init?(_ text: String) {
    guard let parts = Self.parts(text) else { return nil }
    self.init(parts)
  }

  /// Words with arguments in parentheses, parted by points: `epoch(1).weights`.
  static func parts(_ text: String) -> [Part]? {
    var parts: [Part] = []
    var rest = Substring(text).drop { $0 == " " }
    while rest.last == " " { rest = rest.dropLast() }
    while true {
      let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      guard !name.isEmpty else { return nil }
      rest = rest.dropFirst(name.count)
      var arguments: [Int] = []
      if rest.first == "(" {
        guard let end = rest.firstIndex(of: ")") else { return nil }
        for argument in rest[rest.index(after: rest.startIndex)..<end].split(separator: ",") {
          guard let number = Int(argument.filter { $0 != " " }) else { return nil }
          arguments.append(number)
        }
        rest = rest[rest.index(after: end)...]
      }
      parts.append(Part(String(name), arguments))
      guard !rest.isEmpty else { return parts }
      guard rest.first == "." else { return nil }
      rest = rest.dropFirst()
    }
  }
}
