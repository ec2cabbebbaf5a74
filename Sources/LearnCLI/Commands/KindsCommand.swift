import Lessons

extension Learn {
  static let kinds = CommandDescription(
    "kinds",
    abstract: "Tell which kinds of experiments a lesson can hold, and their keys.",
    discussion: "With a name: all keys, references, figures and tables of that kind.",
    arguments: [
      ArgumentDescription(
        "kind", help: "The key of a kind, such as 'descent'.", count: .optional,
        completion: .words(AnyKind.all.map { $0.key }))
    ],
    options: [OptionDescription("markdown", help: "Print tables for Lessons/README.md.")]
  ) { invocation, context in
    let all = AnyKind.all
    guard let name = invocation.arguments.first else {
      if invocation.flag("markdown") {
        context.output.line(all.map { KindPage($0).markdown }.joined(separator: "\n"))
      } else {
        for kind in all { context.output.line("\(kind.key)\t\(kind.help)") }
      }
      return
    }
    guard let kind = all.first(where: { $0.key == name }) else {
      throw UsageError.unknown(
        "kind", name, valid: all.map { $0.key }, path: invocation.path)
    }
    let page = KindPage(kind)
    context.output.write(invocation.flag("markdown") ? page.markdown : page.plain)
  }
}
