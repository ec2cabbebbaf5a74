extension Tensor: CustomStringConvertible {
  public var description: String { "\(shape): \(values)" }
}
