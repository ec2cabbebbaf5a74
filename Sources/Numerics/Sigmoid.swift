/// 1 / (1 + e^−z), without overflow on either side.
@specialized(where T == Float)
@specialized(where T == Double)
@inline(__always)
public func sigmoid<T: Real>(_ z: T) -> T {
  let e = T.exponential(-abs(z))
  return z >= 0 ? 1 / (1 + e) : e / (1 + e)
}
