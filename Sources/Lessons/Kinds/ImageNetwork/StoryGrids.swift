import Figures
import Networks
import Numerics

/// Grids of a story's tensors, each kind on one scale.
extension NetworkStory {
  /// The followed image, as the network sees it.
  var imageGrid: PixelGrid { grid(ofImage: run.image) }

  func grid(ofImage index: Int) -> PixelGrid {
    let images = run.images
    let values = images.image(index).enumerated()
      .filter { $0.offset % images.channels == 0 }.map { Double($0.element) / 255 }
    return PixelGrid(
      rows: images.height, columns: images.width, values: values, scale: .ink(top: 1))
  }

  /// The maps that a layer puts out, or their gradients, on one scale.
  public func maps(of tensor: Tensor<Float>) -> [PixelGrid] {
    PixelGrid.maps(of: tensor)
  }

  /// All kernels of a convolution or their gradients, output by output, input by input, on one
  /// scale.
  public func kernels(of tensor: Tensor<Float>, scale: ValueScale? = nil) -> [[PixelGrid]] {
    let scale = scale ?? .signed(tensor.doubles)
    return (0..<tensor.shape[3]).map { output in
      (0..<tensor.shape[2]).map { input in
        PixelGrid(
          rows: tensor.shape[0], columns: tensor.shape[1],
          values: tensor.kernel(input: input, output: output), scale: scale)
      }
    }
  }

  /// Kernels in rows by the channel that comes in, in columns by the map that they make; of one
  /// channel in lines.
  func kernelSheet(_ tensor: Tensor<Float>, marked: Int? = nil, meaning: String) -> MapSheet {
    let all = kernels(of: tensor)
    let inputs = tensor.shape[2]
    return MapSheet(
      title: world.title,
      panels: (0..<inputs).flatMap { input in
        all.enumerated().map { output, row in
          .init(
            label: input == 0 ? world.words("map {1}", "\(output)") : "",
            name: world.words("map {1}", "\(output)"), grid: row[input],
            isMarked: inputs == 1 && output == marked)
        }
      }, columns: inputs == 1 ? nil : all.count,
      rowHeadings: inputs == 1 ? [] : (0..<inputs).map { world.words("channel {1}", "\($0)") },
      meaning: meaning)
  }

  /// A vector as a grid that looks like a block.
  func block(_ values: [Double], scale: ValueScale? = nil, columns given: Int? = nil) -> PixelGrid {
    PixelGrid.block(values, scale: scale, columns: given)
  }

  /// One number for each input of a dense layer, arranged as what comes in is: as the image, as
  /// maps beside each other, or as a block.
  ///
  /// - Parameter marked: Inputs whose cells are framed.
  func arranged(
    _ values: [Double], into name: String, scale: ValueScale, marking marked: [Int] = []
  ) -> PixelGrid {
    let arrangement = Arrangement(count: values.count, shape: mapShape(into: name))
    var grid = PixelGrid(
      rows: arrangement.rows, columns: arrangement.columns, values: arrangement.cells(values),
      scale: scale)
    grid.outlines =
      arrangement.tiles
      + marked.map {
        let (row, column) = arrangement.place(of: $0)
        return .init(row: row, column: column)
      }
    return grid
  }

  /// The shape of the maps whose numbers come into a dense layer one by one; nil where what comes
  /// in are units.
  private func mapShape(into name: String) -> Shape? {
    let layers = run.trace.layers
    guard let place = layers.firstIndex(where: { $0.record.name == name }) else { return nil }
    for layer in layers[..<place].reversed() {
      switch layer {
      case .flatten(let record): return record.input.shape.rank == 3 ? record.input.shape : nil
      case .dropout, .activation, .batchNormalization: continue
      case .dense, .convolution, .pooling: return nil
      }
    }
    return nil
  }

  /// One bar for each class.
  ///
  /// - Parameter quantity: What the bar of a class tells.
  func bars(
    _ values: [PaperNumber], axis: String, marked: Int?, tells quantity: (Int) -> Quantity?
  ) -> BarChart {
    BarChart(
      title: world.title,
      bars: values.enumerated().map { place, value in
        .init(
          label: "\\text{\(run.classNames[place])}", value: value.doubleValue,
          valueText: value.text, isMarked: place == marked,
          quantity: quantity(place))
      }, categoryAxis: world.words("class"), valueAxis: axis)
  }
}
