import Drawing
import Synchronization

/// Measures text with the very fonts that the canvases draw. May be used from any thread.
public final class PangoMeasurer: TextMeasurer, Sendable {
  private struct State: @unchecked Sendable {
    // Reached under the lock only.
    let shaper: TextShaper
    var metrics: [TextShaper.Key: TextMetrics] = [:]
    var inks: [TextShaper.Key: Rect] = [:]
  }

  private let state: Mutex<State>

  public init(_ fonts: Fonts) throws(RenderingError) {
    state = Mutex(State(shaper: try TextShaper(fonts)))
  }

  public func measure(_ text: String, font: Font) -> TextMetrics {
    state.withLock { state in
      let key = TextShaper.Key(text: text, font: font)
      if let known = state.metrics[key] { return known }
      let metrics = state.shaper.metrics(text, font)
      state.metrics[key] = metrics
      return metrics
    }
  }

  public func ink(_ text: String, font: Font) -> Rect {
    state.withLock { state in
      let key = TextShaper.Key(text: text, font: font)
      if let known = state.inks[key] { return known }
      let ink = state.shaper.ink(text, font)
      state.inks[key] = ink
      return ink
    }
  }
}
