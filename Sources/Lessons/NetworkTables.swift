import Networks

/// The tables of the documentation about networks of one's own, made from what layers and training
/// declare: Markdown that `Lessons/README.md` holds, compared by a test.
public enum NetworkTables {
  public static var markdown: String {
    [layers, layerSettings, training, optimizers, augmentation].map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private static var layers: [String] {
    let rows = LayerDescription.words.map { word in
      row([
        code(word.word), word.help,
        word.settings.map { code($0.key) + ($0.isRequired ? " (needed)" : "") }
          .joined(separator: ", "),
        word.short.map { code("\(word.word): \(example($0))") } ?? "",
      ])
    }
    return head(["layer", "what it does", "settings", "in short"]) + rows
  }

  /// Every setting of a layer once, with the layers that have it.
  private static var layerSettings: [String] {
    var found: [(setting: Setting, words: [String])] = []
    for word in LayerDescription.words {
      for setting in word.settings {
        if let place = found.firstIndex(where: { $0.setting == setting }) {
          found[place].words.append(code(word.word))
        } else {
          found.append((setting, [code(word.word)]))
        }
      }
    }
    return head(["setting", "of", "what may stand there", "default", "meaning"])
      + found.map { entry in
        row(
          [code(entry.setting.key), entry.words.joined(separator: ", ")]
            + columns(of: entry.setting))
      } + [
        row([
          code(NetworkReader.loss.key), "the network", text(of: NetworkReader.loss.form), "",
          NetworkReader.loss.help,
        ])
      ]
  }

  private static var training: [String] {
    head(["`training`", "what may stand there", "default", "meaning"])
      + RecipeReader.settings.map { row([code($0.key)] + columns(of: $0)) }
  }

  private static var optimizers: [String] {
    head(["`optimizer`", "what it does", "settings with their defaults"])
      + OptimizerWord.all.map { word in
        let settings = word.settings.map { code("\($0.key): \($0.standard?.text ?? "")") }
        return row([code(word.word), word.help, settings.joined(separator: ", ")])
      }
  }

  private static var augmentation: [String] {
    head(["`augmentation`", "what may stand there", "default", "meaning"])
      + RecipeReader.augmentation.map { row([code($0.key)] + columns(of: $0)) }
  }

  // MARK: Cells

  private static func columns(of setting: Setting) -> [String] {
    let standard = setting.isRequired ? "needed" : setting.standard.map { code($0.text) } ?? ""
    return [text(of: setting.form), standard, setting.help]
  }

  private static func text(of form: Setting.Form) -> String {
    switch form {
    case .word(let words): words.map(code).joined(separator: ", ")
    case .initializer: Initializer.named.map { code($0.word) }.joined(separator: ", ")
    case .extent(let range):
      "\(range.lowerBound) to \(range.upperBound), or `[height, width]`"
    case .weights: "numbers, in one list or row by row"
    case .flag: "`true` or `false`"
    case .part: "0 to below 1"
    case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      JSONValue.number(range.lowerBound).text + " to " + JSONValue.number(range.upperBound).text
    }
  }

  private static func example(_ setting: Setting) -> String {
    switch setting.form {
    case .part: "0.2"
    case .extent: "2"
    default: "10"
    }
  }

  private static func code(_ text: String) -> String { "`\(text)`" }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  private static func head(_ cells: [String]) -> [String] {
    [row(cells), "|" + String(repeating: "---|", count: cells.count)]
  }
}
