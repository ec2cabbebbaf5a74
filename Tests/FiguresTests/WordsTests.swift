import Testing

@testable import Figures

struct WordsTests {
  private let words = Words(
    language: "de", numerals: .comma,
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

  @Test func numbersOfValuesAreWrittenAsTheLanguageDoes() {
    #expect(words("Step {1} of {2}", "0.5", "0.125") == "Von 0,125 Schritten der 0,5.")
    #expect(words("no such word {1}", "(0.8, −1)") == "no such word (0,8; −1)")
  }

  @Test func whatIsNoPlaceStays() {
    #expect(words("{1}, {1} and {12}", "a") == "a, a und {12}")
    #expect(words("braces {}{x}", "a") == "Klammern {}{x")
    #expect(words("Step {1} of {2}", "{2}", "b") == "Von b Schritten der {2}.")
    #expect(words("Step {1} of {2}") == "Von {2} Schritten der {1}.")
  }
}
