import Synchronization

/// Shapers that no thread uses at the moment. Making one costs milliseconds, and each remembers
/// the texts of the frames before.
final class ShaperPool: Sendable {
  private struct Idle: @unchecked Sendable {
    // A shaper in this list is held by nobody else.
    var shapers: [TextShaper] = []
  }

  private let fonts: Fonts
  private let idle = Mutex(Idle())

  init(_ fonts: Fonts) {
    self.fonts = fonts
  }

  func take() throws(RenderingError) -> TextShaper {
    if let shaper = idle.withLock({ Lent(shaper: $0.shapers.popLast()) }).shaper { return shaper }
    return try TextShaper(fonts)
  }

  func giveBack(_ shaper: TextShaper) {
    let lent = Lent(shaper: shaper)
    idle.withLock { if let shaper = lent.shaper { $0.shapers.append(shaper) } }
  }

  /// Carries a shaper over the lock; one thread has it at a time.
  private struct Lent: @unchecked Sendable {
    let shaper: TextShaper?
  }
}
