import Lessons

/// What a page calls. A question is written into memory of the module's, and its answer read from
/// there: see `PageEngine`.
///
/// ```js
/// const place = page_room(bytes.length)      // where the question goes, in UTF-8
/// page_answer(bytes.length)                  // asks it
/// new Uint8Array(memory.buffer, page_place(), page_count())   // the answer, in UTF-8
/// ```
// A page has one thread: nothing else touches these.
nonisolated(unsafe) private let engine = PageEngine(measurer: PageMeasurer())
nonisolated(unsafe) private var question: UnsafeMutablePointer<UInt8>?
nonisolated(unsafe) private var room = 0
nonisolated(unsafe) private var answer: UnsafeMutablePointer<UInt8>?
nonisolated(unsafe) private var answerCount = 0

/// Memory for a question of `count` bytes; nil for more than any question has.
@_expose(wasm, "page_room") @_cdecl("page_room")
public func pageRoom(_ count: Int32) -> UnsafeMutablePointer<UInt8>? {
  guard count >= 0, count <= 1_000_000 else { return nil }
  question?.deallocate()
  room = Int(count)
  question = UnsafeMutablePointer<UInt8>.allocate(capacity: room + 1)
  return question
}

/// Answers the question in that memory. Bytes that are no UTF-8 are replaced.
@_expose(wasm, "page_answer") @_cdecl("page_answer")
public func pageAnswer(_ count: Int32) {
  guard let question, count >= 0, Int(count) <= room else { return }
  let text = String(
    decoding: UnsafeBufferPointer(start: question, count: Int(count)), as: UTF8.self)
  let bytes = Array(engine.answer(text).utf8)
  answer?.deallocate()
  let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 1)
  for (place, byte) in bytes.enumerated() { memory[place] = byte }
  answer = memory
  answerCount = bytes.count
}

/// Takes the memory of a question for numbers that a network is made of: see `PageEngine.carry`.
@_expose(wasm, "page_carry") @_cdecl("page_carry")
public func pageCarry(_ count: Int32) {
  guard let question, count >= 0, Int(count) <= room else { return }
  engine.carry(Array(UnsafeBufferPointer(start: question, count: Int(count))))
}

/// Where the answer stands.
@_expose(wasm, "page_place") @_cdecl("page_place")
public func pagePlace() -> UnsafeMutablePointer<UInt8>? { answer }

/// How many bytes it has.
@_expose(wasm, "page_count") @_cdecl("page_count")
public func pageCount() -> Int32 { Int32(answerCount) }
