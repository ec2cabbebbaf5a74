import Drawing
import Figures
import Lessons

/// Whether a worksheet can be solved from what it shows, and no edition of it lacks what another
/// has.
///
/// It looks at the finished layout, at letters that are drawn, not at the values that they were made
/// from: a number that a picture leaves out because its cells are too small is missing.
public struct SheetCheck: Sendable {
  /// Digits of large print are at least so high, in points: the least that is called large print.
  public static let leastLargeDigit = 14.0

  public struct Finding: Hashable, Sendable {
    public enum Fault: String, Sendable {
      case lacksNumbers = "lacks numbers of the worksheet"
      case lacksWords = "lacks words of the worksheet"
      case isSmall = "has smaller digits than large print may have, in points"
      case overruns = "runs over the edge"
      case isTooHigh = "is higher than the page"
      case isUnsolvable = "cannot be solved from the sheet, which does not show"
    }

    public var edition: Edition
    /// The block of the worksheet, counted from 0; nil for what belongs to none.
    public var block: Int?
    public var fault: Fault
    /// The numbers or words that it is about.
    public var words: String
  }

  private let maker: PageMaker
  private var numerals: Numerals { maker.words.numerals }

  public init(_ maker: PageMaker) { self.maker = maker }

  /// - Throws: `PageError` where the lesson leaves nothing blank.
  public func findings(in played: PlayedLesson, editions: [Edition] = Edition.allCases)
    throws(PageError) -> [Finding]
  {
    let normal = try blocks(of: played, .normal)
    var findings: [Finding] = []
    for edition in editions {
      let sheet = edition == .normal ? normal : try blocks(of: played, edition)
      func add(_ block: Int, _ fault: Finding.Fault, _ words: String) {
        let isKnown = findings.contains {
          $0.edition == .normal && $0.block == block && $0.fault == fault
        }
        if isKnown { return }
        findings.append(
          Finding(
            edition: edition, block: block < played.worksheetBlocks.count ? block : nil,
            fault: fault, words: words))
      }
      for (place, printed) in sheet.printed.enumerated() {
        let block = place < played.worksheetBlocks.count ? played.worksheetBlocks[place] : nil
        let cut = cut(
          printed, from: normal.printed[place], of: block, edition, tasks: normal.numbers[place])
        if let cut { add(place, cut.fault, cut.words) }
        if edition == .large, let smallest = printed.smallest,
          smallest.size < Self.leastLargeDigit
        {
          add(place, .isSmall, "\((smallest.size * 10).rounded() / 10), “\(smallest.text)”")
        }
        if let text = printed.overrun { add(place, .overruns, "“\(text)”") }
        if printed.height > sheet.height {
          add(place, .isTooHigh, "\(Int(printed.height)) of \(Int(sheet.height)) points")
        }
      }
      for (place, words) in unsolvable(played, sheet) { add(place, .isUnsolvable, words) }
    }
    return findings
  }

  private struct Sheet {
    var printed: [PrintedBlock]
    /// The blanks of each block.
    var blanks: [[Blank]]
    /// The numbers of the tasks of each block.
    var numbers: [Set<String>]
    /// Of the column, in points.
    var height: Double
  }

  private func blocks(of played: PlayedLesson, _ edition: Edition) throws(PageError) -> Sheet {
    let request = edition.request(.key)
    let column = try maker.column(checking: request, of: played)
    let flow = column.flow
    var sheet = Sheet(printed: [], blanks: [], numbers: [], height: column.style.columnHeight)
    var start = flow.leading
    var task = 0
    // The title stands before the first block, points and hints behind the last one.
    for end in flow.ends.map({ ($0.fragment + flow.leading, $0.task) })
      + [(flow.fragments.count, flow.tasks.count)]
    {
      let tasks = flow.tasks[task..<end.1]
      let labels =
        tasks.flatMap { $0.blanks.map(\.code) } + tasks.map { maker.words.points($0.points) }
      sheet.printed.append(
        PrintedBlock(
          flow.fragments[start..<end.0], width: column.style.columnWidth, numerals: numerals,
          labels: Set(labels)))
      sheet.blanks.append(tasks.flatMap(\.blanks))
      sheet.numbers.append(Set(tasks.map { "\($0.number)" }))
      (start, task) = end
    }
    return sheet
  }

  // MARK: What is cut

  private func cut(
    _ printed: PrintedBlock, from normal: PrintedBlock, of block: PlayedBlock?, _ edition: Edition,
    tasks: Set<String>
  ) -> (fault: Finding.Fault, words: String)? {
    // The sum of the points, which fewer blanks make less.
    if edition == .fade, block == nil { return nil }
    // A table that is half filled in may ask for nothing more, and the next task gets its number.
    let numbers = cutNumbers(printed, normal, of: block)
      .filter { edition != .fade || !tasks.contains($0) }
    if !numbers.isEmpty { return (.lacksNumbers, Self.some(numbers.sorted())) }
    if edition == .fade { return nil }
    let words = normal.words.filter { printed.words[$0.key, default: 0] < $0.value }.keys
    return words.isEmpty ? nil : (.lacksWords, Self.some(words.sorted()))
  }

  private func cutNumbers(_ printed: PrintedBlock, _ normal: PrintedBlock, of block: PlayedBlock?)
    -> [String]
  {
    // What a plot writes beside the lines of its answer it leaves out where it would cover them;
    // the text twin has it.
    if case .figure(let figure) = block, figure.isTask, !figure.figure.printsNumbers {
      return normal.openNumbers.filter { printed.openNumbers[$0.key, default: 0] < $0.value }
        .map(\.key)
    }
    return normal.numbers.filter { printed.numbers[$0.key, default: 0] < $0.value }.map(\.key)
  }

  private static func some(_ words: [String]) -> String {
    words.prefix(6).joined(separator: ", ") + (words.count > 6 ? ", … (\(words.count))" : "")
  }

  // MARK: What cannot be solved

  /// Blanks and drawings whose numbers stand nowhere on the sheet.
  private func unsolvable(_ played: PlayedLesson, _ sheet: Sheet) -> [(Int, String)] {
    var found: [(Int, String)] = []
    // What the sheet prints, and what pupils have worked out so far.
    var known: Set<String> = []
    for (place, block) in played.worksheetBlocks.enumerated() {
      known.formUnion(sheet.printed[place].openNumbers.keys)
      known.formUnion(sheet.blanks[place].flatMap { numbers(in: $0.answer) })
      var missing: [String] = []
      switch block {
      case .figure(let figure) where figure.isTask && figure.figure.printsNumbers:
        let given = numbers(in: figure.figure.openDescription(maker.words))
        missing = given.filter { sheet.printed[place].openNumbers[$0] == nil }
      case .derivations(let derivations):
        let lines = derivations.derivations.flatMap(\.lines)
        let blank = Set(derivations.blank)
        missing = lines.filter { blank.contains($0.code) }.flatMap(operands)
          .filter { !known.contains($0) }
      default:
        for blank in sheet.blanks[place] {
          missing += operands(of: blank, in: played).filter { !known.contains($0) }
        }
      }
      guard !missing.isEmpty else { continue }
      let unique = Set(missing).sorted()
      found.append((place, Self.some(unique)))
    }
    return found
  }

  /// The numbers that the arithmetic of a blank's step puts in.
  private func operands(of blank: Blank, in played: PlayedLesson) -> [String] {
    guard case .quantity(let name, let step, let code, let component) = blank.question,
      let experiment = played.experiments.first(where: { $0.name == name }),
      step >= 1, step <= experiment.marks.count
    else { return [] }
    let all = experiment.moment(step).stages.flatMap { $0.derivation.lines }
    let lines = all.filter { $0.code == code }
    guard lines.indices.contains(component) else { return [] }
    // What the step's earlier lines give is worked out on the way.
    let results = all.flatMap { $0.parts }.filter { $0.kind == .result }
      .flatMap { PrintedBlock.numbers(in: $0.formula, .point) }
    return operands(lines[component]).filter { !results.contains($0) }
  }

  private func operands(_ line: Derivation.Line) -> [String] {
    line.parts.filter { $0.kind == .numbers }.flatMap {
      PrintedBlock.numbers(in: $0.formula, .point)
    }
  }

  private func numbers(in text: String) -> [String] { PrintedBlock.numbers(in: text, numerals) }
}
