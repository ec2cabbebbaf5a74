import Figures
import Lessons

/// Whether a lesson says only what is so, on all of its variants and in every edition.
public struct VariantCheck {
  private let original: CheckedLesson
  private let options: PlayOptions
  private let sheets: SheetCheck

  /// - Parameter original: The lesson with its own numbers.
  public init(_ original: CheckedLesson, options: PlayOptions, maker: PageMaker) {
    self.original = original
    self.options = options
    sheets = SheetCheck(maker)
  }

  /// Something wrong with one or several variants.
  private struct Fault: Hashable {
    var severity: Diagnostic.Severity
    var line: Int?
    var column = 1
    var message: String
    var hint: String?

    /// The same but for the numbers of a variant is told once.
    static func == (a: Fault, b: Fault) -> Bool {
      (a.severity, a.line, a.column, a.message) == (b.severity, b.line, b.column, b.message)
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(line)
      hasher.combine(column)
      hasher.combine(message)
    }
  }

  /// All that is wrong, in the order of the file; what is wrong with several variants is told once.
  ///
  /// - Throws: What `LessonFile.check` throws.
  public func diagnostics(variants count: Int) throws -> [Diagnostic] {
    guard let lesson = original.lesson else { return [] }
    var faults: [Fault: [String]] = [:]
    func add(_ fault: Fault, _ place: String) {
      if faults[fault]?.last != place { faults[fault, default: []].append(place) }
    }
    for finding in try findings(lesson) {
      add(fault(finding, in: original), finding.edition.rawValue)
    }
    var held = Dictionary(
      original.conditions.map { ([$0.line, $0.column], $0.holds) }, uniquingKeysWith: { $0 || $1 })
    var played = 0
    for variant in try variants(count, of: lesson, { add($0, "") }) {
      let options = options.varied(by: variant.overrides, of: lesson)
      let checked = try LessonFile.check(original.file, options: options)
      played += 1
      for diagnostic in checked.diagnostics where diagnostic.severity == .error {
        add(
          Fault(
            severity: .error, line: diagnostic.line, column: diagnostic.column,
            message: diagnostic.message, hint: diagnostic.hint), variant.code)
      }
      for condition in checked.conditions where condition.holds {
        held[[condition.line, condition.column]] = true
      }
      guard let other = checked.lesson else { continue }
      for fault in untrue(in: checked, other, variant) { add(fault, variant.code) }
      for finding in try findings(other) { add(fault(finding, in: checked), variant.code) }
    }
    for (place, holds) in held where !holds {
      add(
        Fault(
          severity: .warning, line: place[0], column: place[1],
          message: "this condition holds neither in the lesson nor in \(played) of its variants"),
        "")
    }
    return faults.map { fault, places in
      original.diagnostic(
        fault.severity, Self.said(fault.message, of: places), line: fault.line,
        column: fault.column, hint: fault.hint)
    }.sorted { ($0.line, $0.column, $0.message) < ($1.line, $1.column, $1.message) }
  }

  private static func said(_ message: String, of places: [String]) -> String {
    guard let first = places.first, !first.isEmpty else { return message }
    return message + " (\(first)" + (places.count > 1 ? " and \(places.count - 1) more" : "") + ")"
  }

  private func variants(_ count: Int, of lesson: PlayedLesson, _ tell: (Fault) -> Void) throws
    -> [Variant]
  {
    do {
      return try VariantSpace(of: lesson).variants(count, seed: lesson.lesson.seed)
    } catch let error as VariantError {
      tell(
        Fault(severity: .warning, line: 1, message: "there are no variants: \(error.message)"))
      return []
    }
  }

  private func findings(_ lesson: PlayedLesson) throws -> [SheetCheck.Finding] {
    do throws(PageError) {
      return try sheets.findings(in: lesson)
    } catch {
      // A lesson that leaves nothing blank has no worksheet to be wrong.
      return []
    }
  }

  private func fault(_ finding: SheetCheck.Finding, in checked: CheckedLesson) -> Fault {
    let line = finding.block.flatMap {
      checked.worksheetLines.indices.contains($0) ? checked.worksheetLines[$0] : nil
    }
    return Fault(
      severity: .error, line: line,
      message: "\(finding.edition.rawValue): \(finding.fault.rawValue)", hint: finding.words)
  }

  // MARK: What is not so

  /// Numbers that the author typed and that are so of the lesson's own run alone.
  private func untrue(in checked: CheckedLesson, _ other: PlayedLesson, _ variant: Variant)
    -> [Fault]
  {
    guard let lesson = original.lesson else { return [] }
    let hasOtherSteps = lesson.experiments.contains { experiment in
      variant.overrides[experiment.name] != nil
        && experiment.marks != other.experiments.first { $0.name == experiment.name }?.marks
    }
    let gone = Self.numbers(of: lesson, variant).subtracting(Self.numbers(of: other, variant))
    return checked.typed.compactMap { typed in
      if let name = typed.experiment, variant.overrides[name] == nil { return nil }
      let place = checked.place(of: typed)
      func fault(_ message: String, _ hint: String) -> Fault {
        Fault(
          severity: .error, line: place.line, column: place.column, message: message, hint: hint)
      }
      switch typed.kind {
      case .place:
        guard hasOtherSteps else { return nil }
        return fault(
          "“\(typed.phrase)” is typed, and variants have other steps",
          "write a reference, put it into an \"original\" block, or give it a condition (when:)")
      case .value(let value):
        guard gone.contains(value) else { return nil }
        return fault(
          "\(typed.phrase) is a number of the lesson's own run, and not of this variant's",
          "write a reference, or put it into an \"original\" block")
      }
    }
  }

  /// The numbers of the runs that a variant changes, without their signs.
  private static func numbers(of lesson: PlayedLesson, _ variant: Variant) -> Set<Double> {
    var numbers: Set<Double> = []
    for experiment in lesson.experiments where variant.overrides[experiment.name] != nil {
      for record in experiment.records {
        numbers.formUnion(
          PrintedBlock.numbers(in: record, .point).filter { $0.contains(".") }
            .compactMap(Double.init))
      }
    }
    return numbers
  }
}
