import Glibc
import Numerics

extension NetworkDescription {
  /// Bytes that the numbers between the layers take for a batch, on the way forward alone.
  func batchBytes<T: Real>(_ batch: Int, _: T.Type) -> Int {
    let perSample = outputShapes.reduce(inputShape.count) { $0 + $1.count }
    let (count, overflows) = perSample.multipliedReportingOverflow(by: batch)
    let (bytes, exceeds) = count.multipliedReportingOverflow(by: MemoryLayout<T>.size)
    return overflows || exceeds ? .max : bytes
  }

  /// A batch that no memory holds would end the program in the middle of its work.
  ///
  /// - Parameter memory: bytes that the machine has.
  /// - Throws: `NetworkError` with what is needed and what there is.
  func checkMemory<T: Real>(
    _ batch: Int, _ type: T.Type, memory: Int = NetworkDescription.physicalMemory
  ) throws(NetworkError) {
    let needed = batchBytes(batch, type)
    guard needed > memory else { return }
    throw NetworkError(
      "a batch of \(batch) needs \(needed >> 30) GB of memory, this machine has "
        + "\(memory >> 30) GB; use a smaller batch")
  }

  static var physicalMemory: Int {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size : .max
  }
}
