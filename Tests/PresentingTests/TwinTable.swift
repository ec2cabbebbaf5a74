import Foundation
import TestSupport

/// A table of a text twin: cells parted by bars, its rows perhaps on several pages.
struct TwinTable {
  var header: [String]
  var rows: [[String]]
  /// The rest of the text after it.
  var following: String

  /// All tables of a text, in order.
  static func all(in text: String) -> [TwinTable] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var tables: [TwinTable] = []
    var isOpen = false
    for (place, line) in lines.enumerated() {
      let cells = line.components(separatedBy: " | ")
      if cells.count > 1 {
        // A head begins with a word or a name, a row mostly with a number; where it begins with a
        // name, too, the table has been opened before.
        if isOpen, tables[tables.count - 1].header.count == cells.count,
          tables[tables.count - 1].header != cells
        {
          tables[tables.count - 1].rows.append(cells)
        } else if !isOpen || tables[tables.count - 1].header != cells {
          tables.append(TwinTable(header: cells, rows: [], following: ""))
          isOpen = true
        }
        tables[tables.count - 1].following = lines[(place + 1)...].joined(separator: "\n")
      } else if !(line.isEmpty || line.hasPrefix("— ")) {
        isOpen = false
      }
    }
    return tables
  }

  /// The cells of a column in numbers; nil for what is none.
  func column(_ name: String) -> [Rational?] {
    guard let place = header.firstIndex(of: name) else { return rows.map { _ in nil } }
    return rows.map { try? Pencil.value($0[place]) }
  }
}

/// Half of the last digit that a number shows; 0 for a whole one.
func halfDigit(_ text: String) -> Double {
  let digits = text.split(separator: ".").dropFirst().first?.count ?? 0
  return digits == 0 ? 0 : 0.5 * pow(10, -Double(digits))
}
