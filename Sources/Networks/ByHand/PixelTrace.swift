import Numerics

/// One pixel of one feature map: every product that made it, and what it feeds.
public struct PixelTrace: Sendable {
  /// `conv1`
  public var layer: String
  /// Map, row and column, counted from 0.
  public var map: Int
  public var row: Int
  public var column: Int
  public var kernelHeight: Int
  public var kernelWidth: Int
  /// Channel by channel, row by row: the numbers under the kernel, its weights, their products.
  public var patch: [[Double]]
  public var kernel: [[Double]]
  public var products: [[Double]]
  public var bias: Double
  /// All products and the bias, as the network computed it: z.
  public var sum: Double
  /// What stands in the map.
  public var output: Double
  /// Upper left corner and size of the kernel's place in the layer's input (padding included).
  public var top: Int
  public var left: Int
  /// The part of the image that the pixel depends on: first row and column, rows and columns.
  public var field: (row: Int, column: Int, rows: Int, columns: Int)
  /// `pool1[3][6,3]`, with whether it is the winner there; nil at the end of the maps.
  public var feeds: (name: String, role: Role)?

  /// What a pixel is to the window of the pooling behind it.
  public enum Role: Sendable {
    case winner
    case loser
    /// All numbers of the window are the same, as where ReLU has cut all of them: nobody wins.
    case nobody
  }

  /// What each channel adds.
  public var channelSums: [Double] { products.map { products in products.reduce(0) { $0 + $1 } } }

  /// `conv1[3][12,7]`
  public var name: String { "\(layer)[\(map)][\(row),\(column)]" }

  /// The numbers as one JSON object.
  public var json: String {
    func list(_ values: [Double]) -> String {
      "[" + values.map(Self.json).joined(separator: ",") + "]"
    }
    func table(_ values: [[Double]]) -> String {
      "[" + values.map(list).joined(separator: ",") + "]"
    }
    return "{\"pixel\":\"\(name)\",\"layer\":\"\(layer)\",\"map\":\(map),\"row\":\(row),"
      + "\"column\":\(column),\"patch\":\(table(patch)),\"kernel\":\(table(kernel)),"
      + "\"products\":\(table(products)),\"bias\":\(Self.json(bias)),\"sum\":\(Self.json(sum)),"
      + "\"output\":\(Self.json(output)),\"field\":{\"row\":\(field.row),"
      + "\"column\":\(field.column),\"rows\":\(field.rows),\"columns\":\(field.columns)},\"feeds\":"
      + (feeds.map { "\"\($0.name)\",\"isWinner\":\($0.role == .winner)" } ?? "null") + "}"
  }

  private static func json(_ value: Double) -> String {
    value == 0 ? "0" : value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
  }
}

/// Why a pixel cannot be followed.
public struct PixelError: Error, Equatable, Sendable, CustomStringConvertible {
  public var description: String

  public init(_ description: String) {
    self.description = description
  }
}

/// `conv1[3][12,7]`: a layer, a map, a row and a column, counted from 0.
public struct PixelAddress: Equatable, Sendable {
  public var layer: String
  public var map: Int
  public var row: Int
  public var column: Int

  public init(layer: String, map: Int, row: Int, column: Int) {
    self.layer = layer
    self.map = map
    self.row = row
    self.column = column
  }

  /// Reads an address; nil where `text` is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "[", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[1].last == "]", parts[2].last == "]",
      let map = Int(parts[1].dropLast())
    else { return nil }
    let place = parts[2].dropLast().split(separator: ",").map {
      Int($0.filter { $0 != " " })
    }
    guard place.count == 2, let row = place[0], let column = place[1] else { return nil }
    self.init(layer: String(parts[0]), map: map, row: row, column: column)
  }
}

extension NetworkTrace<Float> {
  /// Follows one pixel of a convolution's map.
  ///
  /// - Throws: `PixelError` naming what there is, where the layer, map or place does not exist.
  public func pixel(_ address: PixelAddress) throws(PixelError) -> PixelTrace {
    let convolutions = layers.compactMap { layer -> String? in
      if case .convolution(let record, _, _, _) = layer { record.name } else { nil }
    }
    guard let place = layers.firstIndex(where: { $0.record.name == address.layer }),
      case .convolution(let record, let weights, let window, let patches) = layers[place]
    else {
      throw PixelError(
        "there is no convolution called \"\(address.layer)\"; there are "
          + convolutions.joined(separator: ", "))
    }
    let (height, width, maps) = (
      record.output.shape[0], record.output.shape[1], record.output.shape[2]
    )
    guard (0..<maps).contains(address.map) else {
      throw PixelError("\(record.name) has the maps 0 to \(maps - 1)")
    }
    guard (0..<height).contains(address.row), (0..<width).contains(address.column) else {
      throw PixelError(
        "a map of \(record.name) has rows 0 to \(height - 1) and columns 0 to \(width - 1)")
    }
    let position = address.row * width + address.column
    let channels = window.channels
    let area = window.height * window.width
    var patch = [[Double]](repeating: [], count: channels)
    var kernel = patch
    var products = patch
    for cell in 0..<area {
      for channel in 0..<channels {
        let x = Double(patches.values[position * area * channels + cell * channels + channel])
        let k = Double(
          weights.kernel.values[(cell * channels + channel) * maps + address.map])
        patch[channel].append(x)
        kernel[channel].append(k)
        products[channel].append(x * k)
      }
    }
    let (top, left) = (
      address.row * window.strideY - window.padTop, address.column * window.strideX - window.padLeft
    )
    return PixelTrace(
      layer: record.name, map: address.map, row: address.row, column: address.column,
      kernelHeight: window.height, kernelWidth: window.width, patch: patch, kernel: kernel,
      products: products, bias: Double(weights.bias.values[address.map]),
      sum: Double(weights.preActivation.values[position * maps + address.map]),
      output: Double(record.output.values[position * maps + address.map]), top: top, left: left,
      field: field(of: place, row: address.row, column: address.column),
      feeds: feeds(place, address, width: width, maps: maps))
  }

  /// The part of the image below one place of layer `index`, cut at the image's edges.
  private func field(of index: Int, row: Int, column: Int)
    -> (row: Int, column: Int, rows: Int, columns: Int)
  {
    var (y0, y1, x0, x1) = (row, row, column, column)
    for layer in layers[...index].reversed() {
      let window: Window
      switch layer {
      case .convolution(_, _, let found, _), .pooling(_, _, let found, _): window = found
      default: continue
      }
      y0 = y0 * window.strideY - window.padTop
      y1 = y1 * window.strideY - window.padTop + window.height - 1
      x0 = x0 * window.strideX - window.padLeft
      x1 = x1 * window.strideX - window.padLeft + window.width - 1
    }
    let shape = layers[0].record.input.shape
    y0 = max(y0, 0)
    x0 = max(x0, 0)
    y1 = min(y1, shape[0] - 1)
    x1 = min(x1, shape[1] - 1)
    return (y0, x0, y1 - y0 + 1, x1 - x0 + 1)
  }

  private func feeds(_ index: Int, _ address: PixelAddress, width: Int, maps: Int)
    -> (name: String, role: PixelTrace.Role)?
  {
    guard layers.indices.contains(index + 1),
      case .pooling(let record, _, let window, let winners) = layers[index + 1]
    else { return nil }
    let (row, column) = (address.row / window.strideY, address.column / window.strideX)
    guard row < record.output.shape[0], column < record.output.shape[1] else { return nil }
    let place = (row * record.output.shape[1] + column) * maps + address.map
    let own = (address.row * width + address.column) * maps + address.map
    let numbers = window.places(under: row, column).map {
      record.input.values[$0 * maps + address.map]
    }
    let role: PixelTrace.Role =
      winners == nil || numbers.contains { $0 != numbers[0] }
      ? (winners.map { $0[place] == own } ?? true ? .winner : .loser) : .nobody
    return ("\(record.name)[\(address.map)][\(row),\(column)]", role)
  }
}

extension Window {
  /// The places of the input, row by row, that lie under the window at one place of the output,
  /// without padding.
  public func places(under row: Int, _ column: Int) -> [Int] {
    (0..<height * width).compactMap { cell in
      let y = row * strideY - padTop + cell / width
      let x = column * strideX - padLeft + cell % width
      return (0..<inputHeight).contains(y) && (0..<inputWidth).contains(x)
        ? y * inputWidth + x : nil
    }
  }
}
