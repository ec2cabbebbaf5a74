/// The non-linear function behind a layer's weighted sums, element by element.
public enum Activation: String, Hashable, Sendable, CaseIterable {
  /// a = z
  case linear
  /// a = max(z, 0); its derivative at 0 is 0.
  case relu
  /// a = 1 / (1 + e^−z)
  case sigmoid
  /// a = tanh z
  case tanh
  /// aᵢ = e^zᵢ / Σ e^zⱼ over a sample's outputs
  case softmax
}
