import Drawing
import Figures

/// A moment as a page shows it: its heading, its pictures, and the arithmetic of each stage with the
/// question before it.
public struct MomentPage {
  private let moment: Moment
  /// Stands before every id of its pictures.
  private let id: String
  private let size: Size
  private let context: DrawingContext

  /// - Parameter size: The room that a picture has.
  public init(_ moment: Moment, id: String, fitting size: Size, in context: DrawingContext) {
    self.moment = moment
    self.id = id
    self.size = size
    self.context = context
  }

  /// - Parameter withAnswers: Whether the answers of its questions are there for the page to judge
  ///   by; else it asks the engine.
  public func html(withAnswers: Bool) -> String {
    var pictures: [String] = []
    var stages = ""
    var last = ""
    // Most stages share their picture with the one before.
    func picture(of figure: AnyFigure) -> Int {
      let drawn = FigureMarkup(figure, id: id).html(fitting: size, in: context)
      if drawn != last {
        last = drawn
        pictures.append(
          pictures.isEmpty
            ? drawn
            : FigureMarkup(figure, id: "\(id)-\(pictures.count)")
              .html(fitting: size, in: context))
      }
      return pictures.count - 1
    }
    for (place, stage) in moment.stages.enumerated() {
      let open =
        stage.prediction == nil
        ? "" : " data-open=\"\(picture(of: moment.figure(uncovered: place)))\""
      let shown = picture(of: stage.figure)
      stages +=
        "<div class=\"stage\" data-picture=\"\(shown)\" data-stage=\"\(place)\"" + open
      if let question = stage.prediction {
        stages += " data-question=\"\(Markup.escaped(question.question))\""
        if withAnswers { stages += Self.answer(to: question) }
      }
      stages += ">" + DerivationMarkup(stage.derivation).html + "</div>"
    }
    return "<article class=\"step\" data-step=\"\(moment.index)\">"
      + "<h3>\(Markup.escaped(moment.heading))</h3>"
      + "<div class=\"pictures\">\(pictures.joined())</div>"
      + "<div class=\"stages\">\(stages)</div></article>"
  }

  private static func answer(to question: Prediction) -> String {
    " data-numbers=\"[\(question.expected)]\" data-tolerance=\"\(question.tolerance)\""
      + " data-shown=\"\(Markup.escaped(question.expectedText))\""
  }
}
