extension Learn {
  /// All commands. A new one is a `CommandDescription` in a file of its own in this folder, and a
  /// line here.
  public static let commands = CommandDescription(
    "learn",
    abstract: "Step through neural networks, one number at a time.",
    discussion: """
      A lesson explains a network and walks through its learning step by step, in the terminal, \
      with every line of arithmetic and a picture that agrees with it. The same lesson leaves \
      pictures for the beamer and pages for the class.

      Begin with 'learn list', then 'learn lesson perceptron-and'.
      """,
    subcommands: [
      list, lesson, course, handout, check, new, kinds, lint, train, evaluate, models, data, help,
      completions,
    ])
}
