import Drawing
import Figures

/// The words of the interface as they may stand in HTML.
struct EscapedWords {
  let plain: Words

  init(_ words: Words) { plain = words }

  func callAsFunction(_ english: String) -> String { Markup.escaped(plain(english)) }
}
