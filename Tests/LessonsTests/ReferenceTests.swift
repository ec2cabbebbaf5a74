import Testing

@testable import Lessons

@Suite struct ReferenceTests {
  @Test func readsNamesArgumentsAndPoints() throws {
    let reference = try #require(Reference("and.epoch(1).weights"))
    #expect(reference.experiment == "and")
    #expect(reference.path == ReferencePath([.init("epoch", [1]), .init("weights")]))
    #expect(try #require(ReferencePath("map(3, 12, 7)")).parts == [.init("map", [3, 12, 7])])
  }

  @Test(arguments: ["", "and", "and.", ".end", "and.epoch(1", "and.epoch(x)", "a b.c", "and.(1)"])
  func refuses(_ text: String) {
    #expect(Reference(text) == nil)
  }
}

@Suite struct YAMLReaderTests {
  @Test func knowsPlaces() throws {
    let node = try #require(try YAMLReader.read("a: 1\nb: [x, 'y']\n", firstLine: 10))
    guard case .mapping(let pairs) = node.content else {
      Issue.record("not a mapping")
      return
    }
    #expect(pairs.map(\.key.scalar) == ["a", "b"])
    #expect(pairs[1].value.line == 11)
    #expect(pairs[1].value.column == 4)
  }

  @Test func refusesAliases() {
    #expect(throws: YAMLError.self) {
      try YAMLReader.read("a: &x [1]\nb: *x\n", firstLine: 1)
    }
  }

  @Test func refusesDepth() {
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(throws: YAMLError.self) { try YAMLReader.read(deep, firstLine: 1) }
  }

  @Test func tellsWhereItBreaks() throws {
    do {
      _ = try YAMLReader.read("a: 1\nb: [1, 2\nc: 3\n", firstLine: 5)
      Issue.record("no error")
    } catch {
      #expect(error.line >= 6)
    }
  }
}
