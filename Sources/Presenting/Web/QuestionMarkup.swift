import Drawing
import Figures
import Lessons

/// A question as HTML: a form that the page's engine judges, and the answer below for pages without
/// scripts.
struct QuestionMarkup {
  private let question: PlayedQuestion
  private let number: Int
  private let words: EscapedWords

  init(_ question: PlayedQuestion, number: Int, _ words: EscapedWords) {
    self.question = question
    self.number = number
    self.words = words
  }

  var html: String {
    var html = "<section class=\"question\" id=\"question\(number)\">"
    html += "<div class=\"ask\">\(InlineMarkup.html(question.ask))</div>"
    switch question.answer {
    case .number(let value, let tolerance): html += form(value, tolerance)
    case .choice(let choices): html += form(choices)
    case .text:
      html += "<label class=\"hidden\" for=\"text\(number)\">\(words("Your answer"))</label>"
      html += "<textarea id=\"text\(number)\" rows=\"3\"></textarea>"
    }
    for hint in question.hints {
      html += "<details class=\"hint\"><summary>\(words("Hint"))</summary>"
      html += "<p>\(InlineMarkup.html(hint))</p></details>"
    }
    return html + answer + "</section>"
  }

  private func form(_ value: Value, _ tolerance: Double) -> String {
    let numbers = value.numbers.map { "\($0)" }.joined(separator: ", ")
    return "<form class=\"number\" data-numbers=\"[\(numbers)]\" data-tolerance=\"\(tolerance)\""
      + " data-shown=\"\(Markup.escaped(value.text))\">"
      + "<label for=\"number\(number)\">\(words("Your answer"))</label>"
      + "<input id=\"number\(number)\" autocomplete=\"off\" inputmode=\"text\" maxlength=\"60\">"
      + "<button>\(words("Check"))</button><output aria-live=\"polite\"></output></form>"
  }

  private func form(_ choices: [PlayedQuestion.Choice]) -> String {
    var html = "<form class=\"choice\"><fieldset>"
    html += "<legend class=\"hidden\">\(words("Your answer"))</legend>"
    for (place, choice) in choices.enumerated() {
      html += "<div class=\"option\"><label><input type=\"radio\" name=\"choice\(number)\""
      html += " data-right=\"\(choice.isCorrect)\" value=\"\(place)\">"
      html += " <span>\(InlineMarkup.html(choice.text))</span></label>"
      html +=
        "<p class=\"why\" hidden><b>\(choice.isCorrect ? words("right") : words("wrong")):</b> "
      html += "\(InlineMarkup.html(choice.why))</p></div>"
    }
    return html + "</fieldset></form>"
  }

  private var answer: String {
    var html = "<details class=\"answer\"><summary>\(words("Show the answer"))</summary>"
    switch question.answer {
    case .number(let value, _):
      html += "<p><b>\(Markup.escaped(value.text))</b></p>"
    case .choice(let choices):
      for choice in choices {
        html += "<p><b>\(choice.isCorrect ? words("right") : words("wrong")):</b> "
        html += "\(InlineMarkup.html(choice.text)). \(InlineMarkup.html(choice.why))</p>"
      }
    case .text(let model, _): html += "<p>\(InlineMarkup.html(model))</p>"
    }
    if !question.explanation.isEmpty {
      html += "<p>\(InlineMarkup.html(question.explanation))</p>"
    }
    return html + "</details>"
  }
}
