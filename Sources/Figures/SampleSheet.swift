import Datasets
import Drawing

/// Samples of each class of a data set, a row a class: ink dark on light paper.
public struct SampleSheet: Figure, Equatable {
  public struct Row: Equatable, Sendable {
    public var className: String
    /// How many images of the class there are in all.
    public var count: Int
    public var samples: LabelledImages
  }

  public var title: String
  public var caption: String
  public var rows: [Row]

  /// The first images of each class.
  ///
  /// - Parameter samples: how many of each class at most.
  public init(_ images: LabelledImages, of data: Dataset, samples: Int) {
    title = data.name
    caption = ""
    let counts = images.classCounts(data.classCount)
    rows = data.classNames.enumerated().map { label, name in
      let indices = images.indices(ofClass: UInt8(label), limit: samples)
      return Row(className: name, count: counts[label], samples: images.selecting(indices))
    }
  }

  public func description(_ words: Words) -> String {
    let each = rows.map {
      words("{1}, {2} of {3} images", $0.className, "\($0.samples.count)", "\($0.count)")
    }
    return words("Samples of each class: {1}.", each.joined(separator: "; "))
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let gap = 4.0
    let columns = max(1, rows.map { $0.samples.count }.max() ?? 1)
    let pitchY = size.height / Double(max(1, rows.count))
    let fontSize = min(theme.label, pitchY * 0.8)
    let labels = rows.map {
      TextRun.measured(
        $0.className, Font(.text, size: fontSize, weight: .medium), theme.ink, context)
    }
    let left = (labels.map { $0.width }.max() ?? 0) + 14
    let first = rows.first?.samples
    let aspect = Double(first?.width ?? 1) / Double(max(1, first?.height ?? 1))
    let height = min(pitchY - gap, ((size.width - left) / Double(columns) - gap) / aspect)
    let width = height * aspect
    var items: [Item] = []
    for (index, row) in rows.enumerated() {
      let top = Double(index) * (height + gap)
      items.append(labels[index].placed(at: Point(0, top + height / 2 + fontSize * 0.35)))
      for sample in 0..<row.samples.count {
        let place = Rect(left + Double(sample) * (width + gap), top, width, height)
        items.append(.raster(raster(row.samples, sample, place, theme)))
        items.append(
          .path(PathItem(.rect(place), stroke: Stroke(theme.rule, width: theme.hairline))))
      }
    }
    let total = Double(rows.count) * (height + gap) - gap
    return Box(
      width: left + Double(columns) * (width + gap) - gap, ascent: 0, descent: max(0, total),
      items: items)
  }

  /// Grey from the paper's colour to the ink's; of several channels, their mean.
  private func raster(_ images: LabelledImages, _ index: Int, _ place: Rect, _ theme: Theme)
    -> Raster
  {
    let pixels = Array(images.image(index))
    let shades = (0...255).map { theme.paper.mixed(with: .black, Double($0) / 255) }
    let cells = (0..<images.width * images.height).map { cell in
      let channels = pixels[cell * images.channels..<(cell + 1) * images.channels]
      return shades[channels.reduce(0) { $0 + Int($1) } / images.channels]
    }
    return Raster(place, columns: images.width, rows: images.height, cells: cells)
  }
}
