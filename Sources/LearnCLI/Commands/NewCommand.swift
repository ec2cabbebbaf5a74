import Datasets
import Glibc
import Lessons

extension Learn {
  static let new = CommandDescription(
    "new",
    abstract: "Start a lesson from a commented template.",
    discussion: "Writes NAME.md into the current folder. A file that is there already is kept.",
    arguments: [
      ArgumentDescription(
        "name", help: "The lesson's name, in small letters, digits and hyphens; or its path.")
    ],
    options: [
      OptionDescription(
        "kind", .text(placeholder: "kind"),
        help: "Start with an experiment of this kind; 'learn kinds' lists them.")
    ]
  ) { invocation, context in
    let word = invocation.arguments[0]
    let path = word.hasSuffix(".md") ? word : word + ".md"
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = String(file.dropLast(3))
    guard !name.isEmpty, name.utf8.allSatisfy(isNameByte), !path.hasSuffix("/.md") else {
      throw UsageError(
        "'\(word)' is no name for a lesson. Please use small letters, digits and hyphens, "
          + "for example 'my-gate'.", path: invocation.path)
    }
    guard access(path, F_OK) != 0 else {
      throw CommandFailure("'\(path)' is there already; it was not changed.", code: .cannotWrite)
    }
    var text = LessonTemplate.text(name)
    if let word = invocation.value("kind") {
      guard let kind = AnyKind.all.first(where: { $0.key == word }) else {
        throw UsageError.unknown(
          "kind", word, valid: AnyKind.all.map { $0.key }, path: invocation.path)
      }
      text = LessonTemplate.text(name, kind: kind)
    }
    try writeWhole(Array(text.utf8), to: path)
    context.output.line(path)
    let run = path.contains("/") ? path : "./" + path
    context.messages.line("Run it: learn lesson \(run)    Check it: learn lint \(run)")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte) || byte == 45
  }
}
