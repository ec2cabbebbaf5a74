import Numerics

/// The part of a layer that looks at the whole batch at once, forward and backward side by side.
///
/// Samples lie one after the other: `input`, `output` and `delta` point at the batch's first.
protocol BatchOperation<T>: AnyObject {
  associatedtype T: Real
  /// The layer's place in its network.
  var layer: Int { get }
  /// Numbers of one sample.
  var outputCount: Int { get }

  func forward(
    count: Int, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>, _ pass: Pass<T>,
    _ pool: WorkerPool)

  /// Takes δ, the gradient by the output; writes the gradient by the input where it is asked for,
  /// and those by the parameters. May change δ.
  ///
  /// - Parameter update: changes the parameters of a range by their gradients; nil to leave them.
  func backward(
    count: Int, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    delta: UnsafeMutablePointer<T>, inputDelta: UnsafeMutablePointer<T>?,
    gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>, _ pool: WorkerPool,
    _ scratches: [Scratch<T>], update: Update<T>?)
}
