import CFontconfig
import Synchronization

/// Makes the first font set the process's current one.
final class CurrentSet: Sendable {
  private let isSet = Mutex(false)

  func set(_ config: OpaquePointer) {
    isSet.withLock { isSet in
      if isSet { return }
      // Fontconfig keeps its own reference.
      isSet = FcConfigSetCurrent(config) != 0
    }
  }
}
