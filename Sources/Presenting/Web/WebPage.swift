import Datasets
import Drawing
import Figures
import Lessons
import Rendering

/// A lesson as one HTML file that needs nothing else: text, pictures, fonts, and the engine that
/// plays its experiments anew while their reader changes them.
///
/// Everything that a lesson says is escaped. The page's policy lets nothing run or load but what
/// stands in the file: hashes name its style and its program.
public struct WebPage {
  private let lesson: PlayedLesson
  private let files: WebFiles
  private let context: DrawingContext
  /// Trained networks that the page takes along, by their experiments; none where there is no engine.
  private let networks: [String: CarriedImage]
  /// Networks with more bytes of weights stay behind: a page is to have 1.5 MB.
  private static let mostBytes = 400_000

  public init(_ lesson: PlayedLesson, files: WebFiles, context: DrawingContext) {
    self.lesson = lesson
    self.files = files
    self.context = context
    var networks: [String: CarriedImage] = [:]
    for experiment in lesson.experiments where files.engine != nil {
      guard let carried = experiment.imageNetwork.flatMap({ CarriedImage($0) }),
        carried.bytes.count <= Self.mostBytes
      else { continue }
      networks[experiment.name] = carried
    }
    self.networks = networks
  }

  private var needsEngine: Bool { !live.isEmpty || !networks.isEmpty }

  private var words: EscapedWords { EscapedWords(context.words) }

  /// Experiments that the page's engine plays; none where there is no engine.
  private var live: [PlayedExperiment] {
    guard files.engine != nil else { return [] }
    return lesson.experiments.filter {
      PageEngine.kinds.contains($0.block.kind) && !$0.block.readsData && !$0.marks.isEmpty
    }
  }

  /// The text of the file; the same lesson gives the same text.
  public var html: String {
    let header = lesson.lesson
    let blocks = BlockMarkup(
      lesson, in: context, live: Set(live.map(\.name)), networks: Set(networks.keys))
    let objectives = header.objectives.map { "<li>\(Markup.escaped($0))</li>" }.joined()
    return Self.frame(
      files,
      [
        "language": Markup.escaped(header.language),
        "title": Markup.escaped(header.title),
        "summary": Markup.escaped(header.summary),
        "objectives": objectives.isEmpty
          ? ""
          : "<p>\(words("After this lesson you can"))</p><ul class=\"objectives\">\(objectives)</ul>",
        "body": blocks.html(lesson.blocks),
        "data": Self.inScript(data.text),
        "unpacker": !needsEngine ? "" : files.engine.map { Base64.text($0.unpacker) } ?? "",
        "engine": !needsEngine ? "" : files.engine.map { Base64.text($0.packed) } ?? "",
      ], words)
  }

  /// A whole page: its parts in the frame, with style, program and policy.
  static func frame(_ files: WebFiles, _ parts: [String: String], _ words: EscapedWords) -> String {
    let style = fontFaces(files) + files.style + PictureColors.style
    let own = [
      "policy": policy(style: style, program: files.program),
      "style": style,
      "program": files.program,
      "skip": words("To the lesson"),
      "theme": words("Light or dark"),
      "help": words("Keys"),
    ]
    return fill(files.frame, parts.merging(own) { given, _ in given })
  }

  /// The frame with its `{{name}}` replaced, each once and in one go: what a lesson says is never
  /// looked through for such places.
  static func fill(_ frame: String, _ parts: [String: String]) -> String {
    var text = ""
    var rest = frame[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      let name = String(rest[open.upperBound..<close.lowerBound])
      guard let part = parts[name] else {
        preconditionFailure("the page's frame asks for \"\(name)\"")
      }
      text += rest[..<open.lowerBound] + part
      rest = rest[close.upperBound...]
    }
    return text + rest
  }

  // MARK: Policy

  private static func policy(style: String, program: String) -> String {
    func hash(_ text: String) -> String {
      "'sha256-" + Base64.text(bytes(hexadecimal: sha256(Array(text.utf8)))) + "'"
    }
    return "default-src 'none'; script-src \(hash(program)) 'wasm-unsafe-eval'; "
      + "style-src \(hash(style)); font-src data:; img-src data:; base-uri 'none'; "
      + "form-action 'none'"
  }

  private static func bytes(hexadecimal text: String) -> [UInt8] {
    let digits = text.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { place in
      UInt8(digits[place] * 16 + digits[place + 1])
    }
  }

  private static func fontFaces(_ files: WebFiles) -> String {
    let faces = [
      ("Learn Text", "text-regular", "400 499", "normal", ""),
      ("Learn Text", "text-semibold", "500 900", "normal", ""),
      ("Learn Letters", "letters", "400", "normal", ""),
      ("Learn Letters", "letters-italic", "400", "italic", ""),
      // Beside the text's digits its letters would look small.
      ("Learn Formulas", "formulas", "400", "normal", "size-adjust:112%;"),
    ]
    return faces.map { family, file, weight, style, size in
      "@font-face{font-family:\"\(family)\";font-weight:\(weight);font-style:\(style);"
        + size + "src:url(data:font/woff2;base64,\(Base64.text(files.fontFiles[file] ?? [])))"
        + "format(\"woff2\")}\n"
    }.joined()
  }

  // MARK: Data

  /// What the page's program needs to know: its experiments, and the words that it says.
  private var data: TraceJSON {
    let live = live
    let experiments: [JSONMember] = lesson.experiments.map { experiment in
      let fields = experiment.block.fields.map { JSONMember($0.key, .string($0.value)) }
      return JSONMember(
        experiment.name,
        .object([
          JSONMember("kind", .string(experiment.block.kind)),
          JSONMember("isLive", .bool(live.contains { $0.name == experiment.name })),
          JSONMember("fields", .object(fields)),
          JSONMember("marks", PageEngine.marks(experiment.marks)),
          JSONMember("network", network(experiment.name)),
        ]))
    }
    let numerals = context.words.numerals
    return .object([
      JSONMember("name", .string(lesson.lesson.name)),
      JSONMember("title", .string(lesson.lesson.title)),
      JSONMember("seed", .string("\(lesson.lesson.seed)")),
      JSONMember("language", .string(lesson.lesson.language)),
      JSONMember(
        "numerals",
        .list(
          [numerals.decimal, numerals.group, numerals.list].map { .string(String($0)) })),
      JSONMember(
        "table", .object(context.words.forms.map { JSONMember($0.english, .string($0.text)) })),
      JSONMember("experiments", .object(experiments)),
      JSONMember("words", .object(said)),
    ])
  }

  private func network(_ name: String) -> TraceJSON {
    guard let carried = networks[name] else { return .null }
    return .object([
      JSONMember("plan", carried.plan),
      JSONMember("shape", .list(carried.shape.map { .integer($0) })),
      JSONMember("numbers", .string(Base64.text(carried.bytes))),
    ])
  }

  /// What the program says, by the names that it has for it.
  private var said: [JSONMember] {
    let words = context.words
    let said: [(key: String, text: String)] = [
      ("back", words("Back")), ("next", words("Next")), ("mistake", words("Next mistake")),
      ("epoch", words("Next epoch")), ("goTo", words("Go to step")), ("check", words("Check")),
      ("show", words("Show the answer")), ("whatIf", words("What if …")),
      ("reset", words("As it was")), ("more", words("More")), ("class", words("Class view")),
      ("step", words("Steps")), ("none", words("There is none after this.")),
      ("original", words("The original")), ("changed", words("Your numbers")),
      ("less", words("less")), ("plus", words("more")),
      ("first", words("To the first step that differs")),
      ("save", words("Save as a lesson")), ("met", words("That is it!")),
      ("unmet", words("Not yet.")),
      ("notHere", words("The engine cannot run here.")), ("close", words("Close")),
      ("network", words("The network, live")), ("map", words("map {1}")),
      (
        "networkHint",
        words("Choose a map, then a number in it: click, or arrow keys in the large map.")
      ),
      (
        "keys",
        words(
          "Keys: Enter or → next, ← back, m next mistake, e next epoch, g go to a step, "
            + "f class view.")
      ),
    ]
    return said.map { JSONMember($0.key, .string($0.text)) }
  }

  /// Text that cannot end the element that it stands in.
  private static func inScript(_ json: String) -> String {
    json.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003C")
  }
}
