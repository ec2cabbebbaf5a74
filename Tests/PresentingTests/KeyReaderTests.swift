import Presenting
import Testing

@Suite struct KeyReaderTests {
  @Test(arguments: [
    ("\r", [Key.enter]), ("\n", [.enter]), ("q", [.character("q")]), ("\u{7F}", [.backspace]),
    ("\u{3}", [.interrupt]), ("\u{1B}[A\u{1B}[B", [.up, .down]), ("\u{1B}OC", [.right]),
    ("\u{1B}[D", [.left]), ("\u{1B}[1~", [.home]), ("\u{1B}[F", [.end]), ("\u{1B}[5~", [.pageUp]),
    ("\u{1B}[1;5C", [.right]), ("−", [.character("−")]), ("\u{1B}[200~x", [.character("x")]),
  ])
  func keys(_ text: String, _ expected: [Key]) {
    var reader = KeyReader()
    #expect(reader.keys(from: text.utf8) == expected)
    #expect(!reader.isWaiting)
  }

  @Test func sequencesMayComeInPieces() {
    var reader = KeyReader()
    #expect(reader.keys(from: [27]) == [])
    #expect(reader.isWaiting)
    #expect(reader.keys(from: [91]) == [])
    #expect(reader.keys(from: [67]) == [.right])
  }

  @Test func aLoneEscapeIsAKey() {
    var reader = KeyReader()
    _ = reader.keys(from: [27])
    #expect(reader.timedOut() == [.escape])
    #expect(!reader.isWaiting)
  }

  /// No sequence of bytes crashes or stays for ever.
  @Test func anyBytes() {
    var reader = KeyReader()
    var state: UInt32 = 1
    for _ in 0..<20_000 {
      state = state &* 1_664_525 &+ 1_013_904_223
      _ = reader.keys(from: [UInt8(truncatingIfNeeded: state >> 24)])
    }
    _ = reader.keys(from: [UInt8](repeating: 48, count: 32))
    #expect(reader.keys(from: [27, 91, 65]).contains(.up))
  }
}
