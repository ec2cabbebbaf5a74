extension AnyKind {
  #if hasFeature(Embedded)
    /// The kinds that a page plays itself: those that compute with what the page holds. Kinds that
    /// train networks of layers, or read data sets, are told to the page step by step.
    public static let all = [
      AnyKind(PerceptronKind.self), AnyKind(WiredKind.self), AnyKind(SigmoidLayerKind.self),
      AnyKind(BackpropKind.self), AnyKind(DescentKind.self), AnyKind(ConvolutionKind.self),
      AnyKind(PoolingKind.self),
    ]
  #else
    /// All kinds that a lesson can hold. A new one is a folder in `Kinds` and a line here.
    public static let all = [
      AnyKind(PerceptronKind.self), AnyKind(WiredKind.self), AnyKind(SigmoidLayerKind.self),
      AnyKind(GateNetworkKind.self), AnyKind(BackpropKind.self), AnyKind(DescentKind.self),
      AnyKind(ConvolutionKind.self), AnyKind(PoolingKind.self), AnyKind(ImageNetworkKind.self),
    ]
  #endif
}
