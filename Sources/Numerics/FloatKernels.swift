import Glibc
import VectorKernels

/// The loops that training in `Float` spends its time in, made for this processor.
///
/// They are written in C because one Swift function is compiled for one processor only: a program
/// that runs everywhere would use the instructions of 2003. `VectorKernels` holds each loop once
/// for every level of x86-64, and the best that the processor has is taken when the program starts.
/// Each loop does what the generic one of the same name does; tests hold the two against each other
/// at every level.
public enum FloatKernels {
  /// All levels that this processor has, the oldest first.
  static let available: [learn_kernels] = (0..<8).compactMap {
    learn_kernels_of_level(Int32($0))?.pointee
  }

  /// The loops in use: the best, or those that `LEARN_CPU_LEVEL` names, so that the numbers of an
  /// older machine can be had on a newer one.
  static let current: learn_kernels = {
    let wanted = getenv("LEARN_CPU_LEVEL").map { String(cString: $0) }
    let chosen = available.first { String(cString: $0.level) == wanted } ?? available.last
    guard let chosen else { preconditionFailure("no vector kernels in this build") }
    return chosen
  }()

  /// The names of the levels that this processor has, for `LEARN_CPU_LEVEL`.
  public static var levels: [String] { available.map { String(cString: $0.level) } }

  /// The level in use, for example "x86-64-v3".
  public static var level: String { String(cString: current.level) }
}

/// What the numbers of a training depend on besides its own data: whether the processor multiplies
/// and adds in one step. For example "x86-64-v4".
public var arithmeticName: String { FloatKernels.level }

/// Pointers of a generic kernel that was asked for `Float`.
@inline(__always) func floats<T>(_ pointer: UnsafePointer<T>) -> UnsafePointer<Float> {
  UnsafeRawPointer(pointer).assumingMemoryBound(to: Float.self)
}

@inline(__always) func changing<T>(
  _ pointer: UnsafeMutablePointer<T>
) -> UnsafeMutablePointer<Float> {
  UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Float.self)
}
