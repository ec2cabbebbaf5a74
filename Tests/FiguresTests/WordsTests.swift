import Testing

@testable import Figures

struct WordsTests {
  private let words = Words(
    language: "de",
    table: [
      "Worksheet": "Arbeitsblatt", "Step {1} of {2}": "Von {2} Schritten der {1}.",
      "{1}, {1} and {12}": "{1}, {1} und {12}", "braces {}{x}": "Klammern {}{x",
    ])

  @Test func aFormIsTranslatedAndItsPlacesAreFilled() {
    #expect(words("Worksheet") == "Arbeitsblatt")
    #expect(words("Step {1} of {2}", "3", "8") == "Von 8 Schritten der 3.")
    #expect(Words.english("Step {1} of {2}", "3", "8") == "Step 3 of 8")
    #expect(words("no such word {1}", "a") == "no such word a")
  }

  @Test func whatIsNoPlaceStays() {
    #expect(words("{1}, {1} and {12}", "a") == "a, a und {12}")
    #expect(words("braces {}{x}", "a") == "Klammern {}{x")
    #expect(words("Step {1} of {2}", "{2}", "b") == "Von b Schritten der {2}.")
    #expect(words("Step {1} of {2}") == "Von {2} Schritten der {1}.")
  }
}
