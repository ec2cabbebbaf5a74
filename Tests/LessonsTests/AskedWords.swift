import Foundation

/// The texts that a Swift source looks up in a catalogue, `words("…")`: literals, in parts joined by
/// `+` or chosen by `?` and `:`, too.
struct AskedWords {
  var texts: [String] = []
  /// What a call has for an argument in which no literal stands.
  var indirect: [String] = []

  init(in source: String) {
    let pieces = source.components(separatedBy: "words(")
    for (before, argument) in zip(pieces, pieces.dropFirst()) {
      // A longer name, a declaration, a case of an enumeration.
      let isCall =
        !(before.last?.isLetter ?? false) && !before.hasSuffix("func ")
        && !before.hasSuffix("case ") && !before.hasSuffix("case .")
      // A call inside the argument is read by itself.
      if isCall { read(Array(argument.prefix(2000))) }
    }
  }

  /// Reads the first argument, up to its comma or the closing parenthesis.
  private mutating func read(_ letters: [Character]) {
    var found: [String] = []
    var bare = ""
    var depth = 0
    var isJoined = false
    var place = 0
    while place < letters.count {
      let letter = letters[place]
      if letter == "\"" {
        let (text, end) = Self.literal(letters, from: place + 1)
        if isJoined, !found.isEmpty { found[found.count - 1] += text } else { found.append(text) }
        (isJoined, place) = (false, end)
        continue
      }
      if depth == 0, letter == "," || letter == ")" { break }
      if letter == "(" || letter == "[" { depth += 1 }
      if letter == ")" || letter == "]" { depth -= 1 }
      if letter == "+" { isJoined = true }
      if letter == "?" || letter == ":" { isJoined = false }
      bare.append(letter)
      place += 1
    }
    // `words(of: …)` is another function.
    let isLabelled = bare.contains(/^\s*[a-z]\w*\s*:/)
    if isLabelled { return }
    texts += found
    if found.isEmpty { indirect.append(bare.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  /// A literal's text, and the place behind its closing quote.
  private static func literal(_ letters: [Character], from start: Int) -> (String, Int) {
    var text = ""
    var place = start
    while place < letters.count, letters[place] != "\"" {
      if letters[place] == "\\" {
        place += 1
        if place < letters.count, letters[place] == "n" { text.append("\n") }
        if place < letters.count, letters[place] != "n" { text.append(letters[place]) }
      } else {
        text.append(letters[place])
      }
      place += 1
    }
    return (text, place + 1)
  }
}
