import Testing

@testable import Presenting

@Suite struct CSVTableTests {
  private func table(_ text: String) throws -> CSVTable { try CSVTable(Array(text.utf8)) }

  @Test(arguments: [
    "name,code,answer\nAnna,1a,\"-0,3\"\n",
    "\u{FEFF}Name;Code;Answer\r\nAnna;1a;-0,3\r\n",
    "name\tcode\tanswer\rAnna\t1a\t-0,3",
    "name;code;answer\n\n;;\nAnna;1a;\"-0,3\"",
  ])
  func readsWhatSpreadsheetsSave(_ text: String) throws {
    let table = try table(text)
    #expect(table.header == ["name", "code", "answer"])
    #expect(table.rows.map(\.fields) == [["Anna", "1a", "-0,3"]])
  }

  @Test func readsOtherEncodings() throws {
    let wide = "name;code\nZoë;1a".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try CSVTable([0xFF, 0xFE] + wide).rows.first?.fields == ["Zoë", "1a"])
    let western = Array("name\nJ".utf8) + [0xF6] + Array("rg".utf8)
    #expect(try CSVTable(western).rows.first?.fields == ["Jörg"])
  }

  @Test func quotesHoldQuotesAndLines() throws {
    let table = try table("name,answer\n\"Ann \"\"A\"\"\",\"two\nlines\"\nBo,x")
    #expect(table.rows.map(\.fields) == [["Ann \"A\"", "two\nlines"], ["Bo", "x"]])
    #expect(table.rows.map(\.line) == [2, 4])
  }

  @Test(arguments: [
    ("", 1, "the file is empty"), ("a,b\n\"never", 2, "a quote “\"” is never closed"),
    ("\0\0", 1, "this is no text; save the table as CSV"),
  ])
  func saysWhatIsWrong(_ text: String, _ line: Int, _ message: String) {
    #expect(throws: CSVTable.ReadError(line: line, message: message)) { try table(text) }
  }

  @Test func rosterNeedsNames() throws {
    #expect(try Roster(table("Vorname;Nachname\nAda;Lovelace")).names == ["Ada Lovelace"])
    #expect(
      throws: CSVTable.ReadError(
        line: 1, message: "the column name is missing; the file has “pupils”, “class”")
    ) { try Roster(table("pupils,class\nA,7b")) }
    #expect(throws: CSVTable.ReadError(line: 3, message: Roster.complaint)) {
      try Roster(table("name\nAda\n\"Ben\nCleo\""))
    }
    #expect(throws: CSVTable.ReadError.self) { try Roster(table("name\nAda\u{1B}[2J")) }
    let many = "name\n" + (1...10_000).map { "Pupil \($0)\n" }.joined()
    #expect(
      throws: CSVTable.ReadError(
        line: 1,
        message: "the list has 10000 names; at most 1000 sheets are made in one run, so split it")
    ) { try Roster(table(many)) }
  }
}
