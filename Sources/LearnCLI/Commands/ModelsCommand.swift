import Networks

extension Learn {
  static let models = CommandDescription(
    "models",
    abstract: "List the source networks, or show the layers of one.",
    discussion: """
      The networks are those of five reports on digit and fashion recognition. With a name: each \
      layer with the shape that it puts out and its number of parameters.
      """,
    arguments: [
      ArgumentDescription(
        "name", help: "The network to show.", count: .optional,
        completion: .words(SourceNetwork.all.map(\.name)))
    ],
    options: [OptionDescription("json", help: "Print JSON.")]
  ) { invocation, context in
    guard let name = invocation.arguments.first else {
      list(invocation, context)
      return
    }
    guard let network = SourceNetwork.named(name) else {
      throw UsageError.unknown(
        "network", name, valid: SourceNetwork.all.map(\.name), path: invocation.path)
    }
    let rows = network.description.summary
    if invocation.flag("json") {
      let layers = rows.map { row in
        jsonObject([
          ("name", JSONValue.quoted(row.name)), ("layer", JSONValue.quoted(row.layer)),
          (
            "output", "[" + row.outputShape.dimensions.map(String.init).joined(separator: ",") + "]"
          ),
          ("parameters", "\(row.parameters)"),
        ])
      }
      context.output.line(
        jsonObject(members(network) + [("layers", "[" + layers.joined(separator: ",") + "]")]))
      return
    }
    context.output.line("\(network.name): \(network.title)")
    context.output.line()
    let table =
      [
        ["layer", "", "output", "parameters"],
        ["input", "", "\(network.description.inputShape)", ""],
      ]
      + rows.map { [$0.name, $0.layer, "\($0.outputShape)", grouped($0.parameters)] }
      + [["total", "", "", grouped(network.description.parameterCount)]]
    context.output.write(textTable(table, rightAligned: [3]))
    context.output.line()
    for (name, recipe) in [("", network.recipe)] + network.alternatives {
      context.output.line("Recipe\(name.isEmpty ? "" : " \(name)"): \(recipe.summary).")
    }
    context.output.line("Data: \(network.dataName). Source: report \(network.source).")
    if !network.note.isEmpty { context.output.line("Note: \(network.note).") }
  }

  private static func list(_ invocation: Invocation, _ context: CommandContext) {
    if invocation.flag("json") {
      let objects = SourceNetwork.all.map { jsonObject(members($0)) }
      context.output.line("[" + objects.joined(separator: ",") + "]")
      return
    }
    let table =
      [["name", "parameters", "data", "source", "what it is"]]
      + SourceNetwork.all.map {
        [
          $0.name, grouped($0.description.parameterCount), $0.dataName, $0.source, $0.title,
        ]
      }
    context.output.write(textTable(table, rightAligned: [1]))
    context.output.line()
    for network in SourceNetwork.all {
      for (name, recipe) in [("", network.recipe)] + network.alternatives {
        context.output.line(
          "\(network.name)\(name.isEmpty ? "" : " --recipe \(name)"): \(recipe.summary)")
      }
    }
  }

  private static func members(_ network: SourceNetwork) -> [(name: String, value: String)] {
    [
      ("name", JSONValue.quoted(network.name)), ("title", JSONValue.quoted(network.title)),
      ("parameters", "\(network.description.parameterCount)"),
      ("data", JSONValue.quoted(network.dataName)), ("source", JSONValue.quoted(network.source)),
      ("recipe", JSONValue.quoted(network.recipe.summary)),
    ]
  }

  /// 1,387,434
  static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    return ([digits[...]] + groups).joined(separator: ",")
  }

  /// Columns as wide as their widest cell.
  static func textTable(_ rows: [[String]], rightAligned: Set<Int>) -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return rightAligned.contains(column) ? space + cell : cell + space
      }
      let text = cells.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
