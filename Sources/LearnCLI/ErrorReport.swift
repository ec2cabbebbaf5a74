import Datasets
import Lessons

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
    case let error as DatasetError:
      text = "Error: \(error.description)\n"
      code = Self.code(of: error)
    case is Interrupted:
      text = ""
      code = .interrupted
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

  private static func code(of error: DatasetError) -> ExitCode {
    switch error.kind {
    case .missing, .unreadable, .unreachable: .missingInput
    case .corrupt, .tooLarge: .badData
    case .unwritable: .cannotWrite
    }
  }
}

/// The run was stopped from the keyboard or by its parent.
public struct Interrupted: Error {
  public init() {}
}
