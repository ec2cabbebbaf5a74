import Datasets
import Lessons
import Networks
import Presenting
import Rendering

/// The one place that turns an error into text and an exit code.
struct ErrorReport {
  var text: String
  var code: ExitCode

  init(_ error: any Error, width: Int = 80) {
    switch error {
    case let error as UsageError:
      text = "Error: \(error.message)\n" + Self.usage(of: error.path)
      code = .usage
    case let error as CommandFailure:
      text = "Error: \(error.message)\n"
      code = error.code
    case let error as LessonErrors:
      text = error.diagnostics.map { $0.text + "\n" }.joined()
      code = .badData
    case let error as Diagnostic:
      text = error.text + "\n"
      code = .badData
    case let error as LessonFileError:
      text = "Error: \(Self.text(of: error))\n"
      code = .missingInput
    case let error as RenderingError:
      text = "Error: \(error.message.capitalizedFirst).\n" + (error.cure.map { "  \($0)\n" } ?? "")
      code = Self.code(of: error)
    case let error as TerminalError:
      text = "Error: The terminal cannot be used for a walk: \(error.reason)\n"
      code = .missingInput
    case let error as PageError:
      text = "Error: \(error.message.capitalizedFirst).\n"
      code = .usage
    case let error as VariantError:
      text = "Error: \(error.message.capitalizedFirst).\n"
      code = .usage
    case let error as WriteError:
      text = "Error: \(error.message.capitalizedFirst).\n"
      code = .cannotWrite
    case let error as DatasetError:
      let names = error.knownNames
      let hint =
        names.contains(error.path) ? "" : UsageError.suggestion(for: error.path, among: names)
      text =
        "Error: \(error.description.capitalizedFirst).\(hint)\n"
        + (error.cure.map { "  \($0)\n" } ?? "")
      code = Self.code(of: error)
    case let error as Reported:
      text = ""
      code = error.code
    case let error as ModelFileError:
      text = "Error: \(error.description.capitalizedFirst).\n"
      code = Self.code(of: error)
    case let error as NetworkError:
      // The name of a layer stays as it is.
      let reason = error.layer == nil ? error.description.capitalizedFirst : error.description
      text = "Error: \(reason).\n"
      code = .badData
    case let error as TrainingError:
      text = "Error: \(error.description.capitalizedFirst).\n"
      code = .failure
    case let error as Interrupted:
      text = ""
      code = ExitCode(rawValue: 128 + error.signal) ?? .interrupted
    default:
      text = "Error: \(error)\n  This is a fault of the program; please report it.\n"
      code = .internalError
    }
  }

  private static func usage(of path: [CommandDescription]) -> String {
    guard let root = path.first else { return "" }
    let name = path.map(\.name).joined(separator: " ")
    let page = HelpPage(path: path, width: 80)
    let help = path.count == 1 ? "\(root.name) --help" : "\(name) --help"
    return "Usage: \(page.usage)\n  See '\(help)' for more information.\n"
  }

  private static func text(of error: LessonFileError) -> String {
    switch error {
    case .missing(let path): "There is no file '\(path)'."
    case .folder(let path): "'\(path)' is a folder, not a lesson."
    case .notAFile(let path): "'\(path)' is a pipe or a device, not a file."
    case .unreadable(let path, let reason): "Cannot read '\(path)': \(reason)."
    }
  }

  private static func code(of error: RenderingError) -> ExitCode {
    switch error {
    case .missingLibrary, .missingFonts, .unreadableFont: .missingInput
    case .missingCharacters: .badData
    case .drawing, .missingDestination: .internalError
    }
  }

  private static func code(of error: ModelFileError) -> ExitCode {
    switch error.kind {
    case .missing, .unreadable: .missingInput
    case .corrupt: .badData
    case .unwritable: .cannotWrite
    }
  }

  private static func code(of error: DatasetError) -> ExitCode {
    switch error.kind {
    case .missing, .unreadable, .unreachable: .missingInput
    case .corrupt, .tooLarge: .badData
    case .unwritable: .cannotWrite
    }
  }
}

extension String {
  /// The first letter large, as a sentence begins.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
