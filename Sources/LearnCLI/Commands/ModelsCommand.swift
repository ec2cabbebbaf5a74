import Networks

extension Learn {
  static let models = CommandDescription(
    "models",
    abstract: "List the source networks, or show the layers of one.",
    discussion: """
      The networks are those of five reports on digit and fashion recognition. With a name, or a \
      file that describes a network: each layer with the shape that it puts out and its number of \
      parameters.
      """,
    arguments: [
      ArgumentDescription(
        "network", help: NamedNetwork.argumentHelp, count: .optional,
        completion: .wordsOrFiles(NamedNetwork.names))
    ],
    options: [OptionDescription("json", help: "Print JSON.")]
  ) { invocation, context in
    guard let word = invocation.arguments.first else {
      list(invocation, context)
      return
    }
    let network = try NamedNetwork(word, in: invocation)
    if invocation.flag("json") {
      context.output.line(jsonObject(members(network) + [("layers", layers(of: network))]))
    } else {
      show(network, context)
    }
  }

  /// A network's layers as a table, and how it is trained.
  private static func show(_ network: NamedNetwork, _ context: CommandContext) {
    let width = helpWidth(context)
    func line(_ text: String) { context.output.line(text.filled(width: width, indent: 2)) }
    switch network {
    case .source(let source): line("\(source.name): \(source.title)")
    case .file(let file): line("\(file.name): described in a file")
    }
    context.output.line()
    let description = network.description
    let table =
      [["layer", "", "output", "parameters"], ["input", "", "\(description.inputShape)", ""]]
      + description.summary.map {
        [$0.name, $0.layer, "\($0.outputShape)", grouped($0.parameters)]
      }
      + [["total", "", "", grouped(description.parameterCount)]]
    context.output.write(textTable(table, rightAligned: [3]))
    context.output.line()
    for (name, recipe) in [("", network.recipe)] + network.alternatives {
      line("Recipe\(name.isEmpty ? "" : " \(name)"): \(recipe.summary).")
    }
    guard case .source(let source) = network else { return }
    line("Data: \(source.dataName). Source: report \(source.source).")
    if !source.note.isEmpty { line("Note: \(source.note).") }
  }

  private static func list(_ invocation: Invocation, _ context: CommandContext) {
    if invocation.flag("json") {
      let objects = SourceNetwork.all.map { jsonObject(members(.source($0))) }
      context.output.line("[" + objects.joined(separator: ",") + "]")
      return
    }
    let width = helpWidth(context)
    let table =
      [["name", "parameters", "data", "source", "what it is"]]
      + SourceNetwork.all.map {
        [
          $0.name, grouped($0.description.parameterCount), $0.dataName, $0.source, $0.title,
        ]
      }
    context.output.write(textTable(table, rightAligned: [1], width: width))
    context.output.line()
    for network in SourceNetwork.all {
      for (name, recipe) in [("", network.recipe)] + network.alternatives {
        let text =
          "\(network.name)\(name.isEmpty ? "" : " --recipe \(name)"): \(recipe.summary)"
        context.output.line(text.filled(width: width, indent: 2))
      }
    }
  }

  private static func members(_ network: NamedNetwork) -> [(name: String, value: String)] {
    let source: SourceNetwork? = if case .source(let source) = network { source } else { nil }
    func quoted(_ text: String?) -> String { text.map(JSONValue.quoted) ?? "null" }
    return [
      ("name", JSONValue.quoted(network.name)), ("title", quoted(source?.title)),
      ("parameters", "\(network.description.parameterCount)"),
      ("data", quoted(source?.dataName)), ("source", quoted(source?.source)),
      ("recipe", JSONValue.quoted(network.recipe.summary)),
    ]
  }

  private static func layers(of network: NamedNetwork) -> String {
    let layers = network.description.summary.map { row in
      let shape = row.outputShape.dimensions.map(String.init).joined(separator: ",")
      return jsonObject([
        ("name", JSONValue.quoted(row.name)), ("layer", JSONValue.quoted(row.layer)),
        ("output", "[\(shape)]"), ("parameters", "\(row.parameters)"),
      ])
    }
    return "[" + layers.joined(separator: ",") + "]"
  }
}
