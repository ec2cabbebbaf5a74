/// The commented lesson that `learn new NAME` writes: it plays as it stands, and every line says
/// what may be changed.
public enum LessonTemplate {
  /// A lesson on an experiment of a kind: its example, its walk, its table and a figure.
  ///
  /// - Parameter name: the lesson's name: letters, digits and hyphens.
  public static func text(_ name: String, kind: AnyKind) -> String {
    let title = name.split(separator: "-").joined(separator: " ")
    let tables = kind.words.filter { $0.section == .table }.map { $0.form }
    let pictures = kind.words.filter { $0.section == .picture }.map { $0.form }
    var text = """
      ---
      title: \(title.prefix(1).uppercased() + title.dropFirst())
      summary: One sentence that makes somebody want to take this lesson.
      minutes: 30
      ---

      # A first look

      <!-- \(kind.help)
           "learn kinds \(kind.key)" tells all keys, references, figures and tables. -->

      ```experiment
      name: task
      \(kind.example)
      ```

      # The walk

      ```walk
      of: task
      paper: none
      ```

      """
    if tables.contains("steps") {
      text += "\n```table\nof: task\nshow: steps   # or: \(tables.joined(separator: ", "))\n```\n"
    }
    if !pictures.isEmpty {
      text += "\n<!-- Figures: \(pictures.joined(separator: ", ")). -->\n"
    }
    return text
  }

  /// - Parameter name: the lesson's name: letters, digits and hyphens.
  public static func text(_ name: String) -> String {
    let title = name.split(separator: "-").joined(separator: " ")
    return """
      ---
      # What the list of lessons shows. Everything after a # is a remark.
      title: \(title.prefix(1).uppercased() + title.dropFirst())
      summary: One sentence that makes somebody want to take this lesson.
      level: beginner            # beginner, intermediate or advanced
      minutes: 30
      objectives:
        - what pupils can do afterwards
      prerequisites: [perceptron-and]
      seed: 1                    # draws random weights and orders; the same seed, the same lesson
      ---

      <!-- The text is Markdown. Formulas stand between dollar signs. Numbers that the program
           computes are never typed by hand: {{task.end.weights}} puts them in. -->

      # A task for one neuron

      The perceptron computes $z = w_0 + w_1 \\cdot x_1 + w_2 \\cdot x_2$ and says TRUE when $z$
      is greater than 0. It starts with the weights {{task.start.weights}}.

      ```experiment
      name: task
      perceptron:
        gate: NOR                # AND, OR, NAND, NOR, XOR or XNOR
        # Instead of a gate: points of your own.
        # points:
        #   - {at: [0.5, 2], is: TRUE}
        #   - {at: [3, 1], is: FALSE}
        weights: [0.2, 0.1, -0.1]   # the bias weight first; or the word: random
        rate: 0.1
        order: [[0, 0], [0, 1], [1, 0], [1, 1]]   # or: shuffled
      expect:                    # the lesson tests itself: learn lint checks these lines
        ends: converged
      ```

      # The walk

      ```walk
      of: task
      steps: all                 # or a list: [epoch 1, mistakes, last 2 epochs]
      paper: none                # the table below is enough on paper
      ```

      ```table
      of: task
      steps: all
      caption: The whole training. The weights are those after the step.
      blank: [sum, output, error, weights]   # what a worksheet leaves to pupils
      worked: 1                  # rows that are worked out for them
      points: 8
      ```

      It needed {{task.epoch}} epochs and made {{task.mistakes}} mistakes.

      ```figure
      of: task
      show: boundary
      step: end                  # start, end or the number of a step
      task: Draw the line where $z = 0$, and shade the side where it says TRUE.
      points: 2
      caption: The boundary at the end.
      ```

      ```question
      ask: How many mistakes did it make in epoch 1?
      number: task.epoch(1).mistakes
      hints: [Count the rows in which d is not 0.]
      points: 1
      ```

      ```notes
      minutes: 30
      text: What you want to remember when you teach this.
      ask: A question for the whole class.
      mistakes: What pupils usually get wrong, and why.
      skip: What can be left out when time is short.
      ```

      """
  }
}
