import Datasets

/// The names of a class.
public struct Roster: Equatable, Sendable {
  /// One run makes no more sheets than this.
  public static let limit = 1_000

  public var names: [String]

  /// Whether a name can be printed on one line.
  public static func isName(_ text: String) -> Bool { printable(text) == text }
  public static let complaint = "a name has a line break or another character that is no letter"

  /// - Throws: `CSVTable.ReadError` for a list without a column name, without names, or with more
  ///   than `limit`.
  public init(_ table: CSVTable) throws(CSVTable.ReadError) {
    let first = table.column("first name", "firstname", "given name", "vorname")
    let last = table.column("last name", "lastname", "surname", "nachname", "familienname")
    let whole = table.column("name", "pupil", "student", "schüler", "schülerin")
    guard whole ?? first ?? last != nil else {
      throw CSVTable.ReadError(
        line: 1,
        message: "the column name is missing; the file has "
          + table.header.map { "“\($0)”" }.joined(separator: ", "))
    }
    names = []
    let columns = whole.map { [$0] } ?? [first, last].compactMap(\.self)
    for row in table.rows {
      let name = columns.compactMap { row.fields.indices.contains($0) ? row.fields[$0] : nil }
        .filter { !$0.isEmpty }.joined(separator: " ")
      guard Self.isName(name) else {
        throw CSVTable.ReadError(line: row.line, message: Self.complaint)
      }
      if !name.isEmpty { names.append(name) }
    }
    guard !names.isEmpty else {
      throw CSVTable.ReadError(line: 1, message: "the list has no names")
    }
    guard names.count <= Self.limit else {
      throw CSVTable.ReadError(
        line: 1,
        message: "the list has \(names.count) names; at most \(Self.limit) sheets are made in "
          + "one run, so split it")
    }
  }
}
