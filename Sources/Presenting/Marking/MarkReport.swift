import Datasets
import Figures

/// Marked sheets as a teacher reads them, or as a table for a spreadsheet.
public struct MarkReport: Sendable {
  private let sheets: [MarkedSheet]
  private let words: Words

  public init(_ sheets: [MarkedSheet], words: Words) {
    self.sheets = sheets
    self.words = words
  }

  /// For each pupil the points, and a line for every blank that is not simply right.
  public var text: String {
    sheets.map(text).joined(separator: "\n") + (sheets.count > 1 ? "\n" + overview : "")
  }

  private func text(_ sheet: MarkedSheet) -> String {
    // In one line, so that no answer can pass for another pupil's marks.
    let name = sheet.name.isEmpty ? "—" : printable(sheet.name)
    let variant = sheet.variant.isEmpty ? "" : " (\(printable(sheet.variant)))"
    let points = words("{1} / {2} points", "\(sheet.earned)", "\(sheet.points)")
    var text = "\(name)\(variant): \(points)\n"
    for task in sheet.tasks {
      if task.isByHand {
        text += "  \(task.number)  " + words("by hand, up to {1}", "\(task.points)") + "\n"
        continue
      }
      text += "  \(task.number)  \(task.earned) / \(task.points)\(share(of: task))\n"
      for blank in task.blanks { if let line = line(blank) { text += "     \(line)\n" } }
    }
    for slip in sheet.slips where slip.count > 1 {
      text += "  " + words("{1} times: {2}", "\(slip.count)", slip.slip) + "\n"
    }
    if !sheet.unknownCodes.isEmpty {
      let codes = sheet.unknownCodes.joined(separator: ", ")
      text += "  " + words("not on this worksheet: {1}", codes) + "\n"
    }
    return text
  }

  /// How the points come about, where they are neither all nor none: " (13 of 15 right)".
  private func share(of task: MarkedSheet.Task) -> String {
    let counted = task.blanks.filter { $0.verdict != .byHand }
    let right = counted.count(where: \.isRight)
    return right == 0 || right == counted.count ? "" : " (\(right) of \(counted.count) right)"
  }

  private func line(_ blank: MarkedBlank) -> String? {
    let given = pretty(blank.given)
    let expected = pretty(blank.expected)
    let slip = blank.slip.map { ": " + $0 } ?? ""
    let told: String
    switch blank.verdict {
    case .right: return nil
    case .followsThrough: told = words("{1} follows from an earlier value: right", given)
    case .wrong: told = words("{1}, should be {2}", given, expected) + slip
    case .missing: told = words("no answer ({1})", expected)
    case .unreadable: told = words("“{1}” cannot be read ({2})", given, expected)
    case .byHand: told = words("by hand")
    }
    return "\(blank.code)  \(told)"
  }

  private func pretty(_ text: String) -> String {
    words.numerals.text(printable(text).replacing("-", with: "\u{2212}"))
  }

  /// What went wrong most often in the class.
  private var overview: String {
    let slips = sheets.flatMap { $0.tasks.flatMap(\.blanks).compactMap(\.slip) }
    let counts = Dictionary(grouping: slips, by: \.self).map { ($0.key, $0.value.count) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    let all = sheets.reduce(0) { $0 + $1.earned }
    let possible = sheets.reduce(0) { $0 + $1.points }
    var text =
      words("{1} sheets, {2} / {3} points", "\(sheets.count)", "\(all)", "\(possible)") + "\n"
    for (slip, count) in counts { text += "  \(count) × \(slip)\n" }
    return text
  }

  /// `name,variant,code,answer,expected,verdict,slip`, a line a blank.
  public var table: String {
    var text = "name,variant,code,answer,expected,verdict,slip\n"
    for sheet in sheets {
      for blank in sheet.tasks.flatMap(\.blanks) {
        let verdict =
          switch blank.verdict {
          case .right: "right"
          case .followsThrough: "follows"
          case .wrong: "wrong"
          case .missing: "missing"
          case .unreadable: "unreadable"
          case .byHand: "by hand"
          }
        let fields = [
          sheet.name, sheet.variant, blank.code, blank.given, blank.expected, verdict,
          blank.slip ?? "",
        ]
        text += fields.map(Self.quoted).joined(separator: ",") + "\n"
      }
    }
    return text
  }

  /// A field that spreadsheets take as text: what begins like a formula gets an apostrophe before it
  /// (OWASP, "CSV Injection"), numbers stay numbers.
  private static func quoted(_ field: String) -> String {
    let isFormula =
      field.unicodeScalars.first.map { formulaSigns.contains($0) } ?? false
      && !field.unicodeScalars.allSatisfy { numberSigns.contains($0) }
    let field = printable(isFormula ? "'" + field : field)
    guard field.unicodeScalars.contains(where: { ",;\"'".unicodeScalars.contains($0) }) else {
      return field
    }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }

  /// Also those of full width, which East Asian spreadsheets read alike.
  private static let formulaSigns = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)
  private static let numberSigns = Set("+-.,0123456789".unicodeScalars)
}
