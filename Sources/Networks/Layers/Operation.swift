import Numerics

/// What an operation needs to know of the step that it is part of.
struct Pass<T: Real> {
  var parameters: UnsafeMutablePointer<T>
  var isTraining: Bool
  var seed: UInt64
  /// Batches trained so far.
  var step: Int
  /// The place of each of the batch's samples in the training data.
  var samples: [Int]
  /// Differs with every pass, forward or backward, so that values prepared from the weights are made afresh.
  var version: Int
}

/// Changes the parameters of a range by their gradients, those from the first of the range on.
typealias Update<T: Real> = (_ range: Range<Int>, _ gradients: UnsafePointer<T>) -> Void

/// The part of a layer that treats each sample by itself, forward and backward side by side.
///
/// Samples lie one after the other: `input` and `output` point at those of the range's first.
protocol Operation<T>: AnyObject {
  associatedtype T: Real
  /// The layer's place in its network.
  var layer: Int { get }
  /// Numbers of one sample.
  var inputCount: Int { get }
  var outputCount: Int { get }

  func forward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    _ pass: Pass<T>, _ scratch: Scratch<T>)

  /// Takes δ, the gradient by the output; writes the gradient by the input where it is asked for,
  /// and adds that by the parameters to `gradients` (laid out as the parameters are). May change δ.
  func backward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    delta: UnsafeMutablePointer<T>, inputDelta: UnsafeMutablePointer<T>?,
    gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>, _ scratch: Scratch<T>)

  /// What the first sample's numbers were chosen by, one for each output: the places of pooling's
  /// winners, dropout's mask; nil where nothing is chosen. Pictures show it.
  func choices() -> [Int]?
}

extension Operation {
  func choices() -> [Int]? { nil }
}

/// Memory that one thread uses for the while of one operation.
final class Scratch<T: Real> {
  enum Slot: Int, CaseIterable {
    case patches
    case patchDeltas
    case places
    case kernelGradients
    case sums
    case transposed
    case gradients
    case firstDelta
    case secondDelta
  }

  /// The number of the thread, from 0.
  let thread: Int
  private var buffers = [Memory<T>?](repeating: nil, count: Slot.allCases.count)

  init(thread: Int) {
    self.thread = thread
  }

  /// At least `count` numbers; what stood in them is not kept when they have to grow.
  func memory(_ slot: Slot, _ count: Int) -> UnsafeMutablePointer<T> {
    if let buffer = buffers[slot.rawValue], buffer.count >= count { return buffer.base }
    let buffer = Memory<T>(count)
    buffers[slot.rawValue] = buffer
    return buffer.base
  }
}

/// Numbers in memory that vector instructions like: aligned, zero at first, and with some more
/// behind them, so that a vector may be read that begins with the last.
final class Memory<T> {
  let base: UnsafeMutablePointer<T>
  let count: Int

  init(_ count: Int) where T: BinaryFloatingPoint {
    self.count = count
    base = Self.allocate(count + Self.slack)
    base.initialize(repeating: 0, count: count + Self.slack)
  }

  init(integers count: Int) where T: FixedWidthInteger {
    self.count = count
    base = Self.allocate(count + Self.slack)
    base.initialize(repeating: 0, count: count + Self.slack)
  }

  private static var slack: Int { 16 }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<T> {
    let bytes = max(count, 1) * MemoryLayout<T>.stride
    return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: T.self, capacity: max(count, 1))
  }

  deinit {
    UnsafeMutableRawPointer(base).deallocate()
  }
}
