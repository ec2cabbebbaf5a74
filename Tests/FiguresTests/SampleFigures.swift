import Datasets
import Networks
import Numerics

@testable import Figures

/// One or more figures of each type, lopsided on purpose: rows exchanged for columns, a line that
/// falls where it should rise, or a mirrored grid give another picture.
enum SampleFigures {
  /// The figures by the names of their goldens.
  static var all: [(name: String, figure: AnyFigure)] {
    get throws {
      planes + charts + grids
        + [
          ("network", network()), ("network-back", network(isBackward: true)),
          ("layers", layers), ("channels", channels), ("confusion", try confusion),
          ("maps", maps), ("predictions", predictions), ("samples", samples),
          ("multiples", multiples),
          (
            "column",
            FigureColumn(title: "Both", parts: [bars.erased, pooled.erased], shares: [3, 2]).erased
          ),
        ].map { ($0.0, $0.1) }
    }
  }

  // MARK: Planes

  private static func boundary(_ style: BoundaryPlot.Style) -> AnyFigure {
    BoundaryPlot(
      points: Gate.or.truthTable(), weights: decimals("-0.3 0.9 0.4"),
      ghost: decimals("0.2 0.4 -1"),
      visited: 2, wrong: [0], style: style, title: "Boundary", words: .english
    ).erased
  }

  private static var planes: [(name: String, figure: AnyFigure)] {
    var labelled = PlanePlot(
      title: "Hidden", description: "A plane.", x: -0.2...1.3, y: -0.4...1.1,
      axisNames: ["h_1", "h_2"],
      marks: [
        .init(0, 0, isTrue: false, label: "(0, 0)"), .init(1, 0.8, isTrue: true, label: "(0, 1)"),
        .init(1, 0.8, isTrue: true, label: "(1, 0)", isVisited: true),
      ], lines: [.init(constant: -0.5, x: 1, y: 0.3, label: "h_1 = 0.5")], hatchesSides: true)
    labelled.isTask = true
    labelled.markPrefix = "from"
    let field = PlaneField(
      x: -1...3, y: 0...2, side: 9, levels: [1, 3, 6], levelTexts: ["1", "3", "6"], name: "loss"
    ) { x, y in x * x + 3 * y }
    let valley = PlanePlot(
      title: "Loss", description: "Contours.", x: -1...3, y: 0...2, axisNames: ["w_1", "w_2"],
      field: field,
      track: .init(places: [.init(2.5, 1.8), .init(1.5, 1), .init(0.5, 0.4)], name: "rate 0.1"))
    var small = PlanePlot(
      title: "Lines", description: "Two lines.", x: -1...2, y: -1...2, axisNames: ["x_1", "x_2"],
      marks: [.init(0, 1, isTrue: true, label: "")],
      lines: [
        .init(constant: -0.5, x: 1, y: 0.2, label: "a"),
        .init(constant: 1, x: 0, y: -1, label: "b"),
      ])
    small.isMiniature = true
    return [
      ("boundary", boundary(.full)), ("boundary-small", boundary(.miniature)),
      ("boundary-task", boundary(.task)), ("plane-task", labelled.erased),
      ("plane-field", valley.erased), ("plane-small", small.erased),
    ]
      + (Contradiction(among: Gate.xor.truthTable()).map {
        [("inequality", InequalityFigure($0, title: "Why", words: .english).erased)]
      } ?? [])
  }

  // MARK: Charts

  private static let bars = BarChart(
    title: "Bars",
    bars: [
      .init(label: "w_1", value: 2.5, valueText: "2.5", isMarked: true),
      .init(label: "w_2", value: -1, valueText: "−1"), .init(label: "b", value: 0, valueText: "0"),
    ], categoryAxis: "term", valueAxis: "value")

  private static var charts: [(name: String, figure: AnyFigure)] {
    let lines = LineChart(
      title: "Rising and falling",
      series: [
        .init(name: "a", plainName: "a", points: [.init(0, 1), .init(1, 2), .init(3, 5)]),
        .init(name: "b", plainName: "b", points: [.init(0, 4.5), .init(2, 4), .init(3, -1)]),
      ], xAxis: "epoch", yAxis: "value")
    var curve = CurvePlot(
      title: "Loss", description: "A parabola.",
      curve: (0...8).map { .init(Double($0), Double($0 * $0) / 4 - Double($0)) },
      track: [.init(7, 5.25), .init(5, 1.25), .init(4, 0)], tangent: (slope: 1, label: "slope 1"),
      xAxis: "w", yAxis: "loss")
    let told = curve.erased
    curve.isTask = true
    return [
      ("lines", lines.erased), ("bars", bars.erased), ("curve", told), ("curve-task", curve.erased),
    ]
  }

  // MARK: Grids

  /// Numbers that say where they stand: 12 is in row 1, column 2.
  private static func grid(
    _ rows: Int, _ columns: Int, hasTexts: Bool = true, sign: Double = 1
  ) -> PixelGrid {
    let values = (0..<rows * columns).map { sign * Double($0 / columns * 10 + $0 % columns) }
    return PixelGrid(
      rows: rows, columns: columns, rounded: values, digits: hasTexts ? 0 : nil)
  }

  private static var pooled: PoolingFigure {
    var table = grid(2, 4)
    table.ringed = [1, 6]
    var result = grid(1, 2)
    result.isTask = true
    var figure = PoolingFigure(
      title: "Pooling", table: table, tableHeading: "Table", result: result,
      resultHeading: "Result", gradient: grid(1, 2, sign: -1),
      tableGradient: grid(2, 4, hasTexts: false, sign: -1))
    figure.gradientUnit = "in tenths"
    return figure
  }

  private static func convolution(rounding: String) -> ConvolutionFigure {
    ConvolutionFigure(
      title: "Convolution",
      image: grid(4, 6).outlined(.init(row: 1, column: 3, rows: 2, columns: 3)),
      imageHeading: "Image", patch: grid(2, 3), kernel: grid(2, 3, sign: -1),
      kernelHeading: "Kernel", products: grid(2, 3), map: grid(3, 4, hasTexts: false),
      mapHeading: "Map", results: ["z = 12", "\\text{ReLU}(z) = 12"], mapMeaning: "value",
      rounding: rounding)
  }

  private static var grids: [(name: String, figure: AnyFigure)] {
    [
      (
        "grid",
        GridFigure(
          title: "Grid", grid: grid(3, 5, hasTexts: false, sign: -1), heading: "3 × 5",
          meaning: "weight"
        ).erased
      ), ("convolution", convolution(rounding: "").erased),
      ("convolution-rounded", convolution(rounding: "Rounded to one digit.").erased),
      ("pooling", pooled.erased),
      (
        "equation",
        GridEquation(
          title: "Product",
          grids: [.init("A", grid(2, 3)), .init("x", grid(3, 1)), .init("y", grid(2, 1))],
          signs: ["·", "="], result: "y_1 = 0 \\cdot 0 + 1 \\cdot 10 + 2 \\cdot 20"
        ).erased
      ),
      (
        "sliding",
        SlidingKernel(
          title: "Positions", image: grid(3, 4), kernelRows: 2, kernelColumns: 3,
          positions: (0..<4).map {
            .init(index: $0 + 1, row: $0 / 2, column: $0 % 2, result: "z = \($0)")
          }, columns: 2
        ).erased
      ),
    ]
  }

  // MARK: Networks

  private static func network(isBackward: Bool = false) -> AnyFigure {
    let edges: [[NetworkDiagram.Edge]] = [
      [
        .init(from: 0, to: 0, weight: "0.5", gradient: isBackward ? "-0.01" : "", isCurrent: true),
        .init(from: 0, to: 1, weight: "-1.25"), .init(from: 1, to: 0, weight: "2"),
        .init(from: 1, to: 1, weight: "3"), .init(from: 2, to: 1, weight: "0.75"),
      ],
      [.init(from: 0, to: 0, weight: "1"), .init(from: 1, to: 0, weight: "-1")],
    ]
    var diagram = NetworkDiagram(
      title: "Network",
      layers: [
        ["x_1", "x_2", "x_3"].map { .init(symbol: $0, value: "1") },
        [
          .init(symbol: "h_1", name: "OR", value: "0.6225", bias: "0.1", isCurrent: true),
          .init(symbol: "h_2", bias: "-0.3", gradient: isBackward ? "0.02" : ""),
        ], [.init(symbol: "\\hat{y}", bias: "0.4")],
      ], edges: edges, direction: isBackward ? .backward : .forward,
      layerNames: ["inputs", "hidden layer", "output"])
    diagram.note = ["y = 1", "L = 0.25"]
    diagram.isTask = isBackward
    return diagram.erased
  }

  private static var layers: AnyFigure {
    LayerDiagram(
      title: "Layers",
      stations: [
        .init(
          operation: "", parameters: "", height: 28, width: 20, channels: 1, isVector: false,
          name: "image"),
        .init(
          operation: "convolution 5×5", parameters: "208 parameters", height: 24, width: 16,
          channels: 8, isVector: false, name: "maps"),
        .init(
          operation: "dense", parameters: "30,730 parameters", height: 1, width: 1, channels: 10,
          isVector: true, name: "output"),
      ], total: "30,938 parameters in all"
    ).erased
  }

  private static var channels: AnyFigure {
    ChannelSum(
      title: "Channels",
      channels: (1...3).map {
        .init(
          label: "channel \($0)", input: grid(3, 2), kernel: grid(2, 1, sign: -1),
          result: grid(2, 2), note: $0 == 1 ? "4.5" : "")
      }, headings: ["Input", "Kernel", "Products"], sums: [("Sum", grid(2, 3, hasTexts: false))],
      results: ["z = 4.5"], rounding: "Rounded."
    ).erased
  }

  private static var images: LabelledImages {
    LabelledImages(
      height: 2, width: 3, pixels: (0..<30).map { UInt8($0 * 8) }, labels: [0, 1, 2, 1, 2])
  }

  private static let classNames = ["Boot", "Bag", "Coat"]

  private static var confusion: AnyFigure {
    get throws {
      let description = try NetworkDescription(
        inputShape: [2, 3, 1], layers: [.flatten, .dense(units: 3, activation: .softmax)],
        loss: .categoricalCrossEntropy)
      var figure = ConfusionFigure(
        title: "Confusion",
        evaluation: try Evaluation(
          Network<Float>(description, seed: 1), on: images, threads: 1),
        classNames: classNames, words: .english)
      figure.counts = [[9, 1, 0], [4, 5, 2], [0, 0, 7]]
      figure.precision = [0.692, 0.833, 0.778]
      figure.recall = [0.9, 0.455, nil]
      figure.asked = 1
      return figure.erased
    }
  }

  private static var maps: AnyFigure {
    MapSheet(
      title: "Maps",
      panels: (1...5).map {
        .init(
          label: "map \($0)", kernel: grid(1, 2, hasTexts: false, sign: -1),
          grid: grid(2, 3, hasTexts: false), isMarked: $0 == 4)
      }, columns: 3, rowHeadings: ["before", "after"], meaning: "value", kernelMeaning: "weight"
    ).erased
  }

  private static var predictions: AnyFigure {
    PredictionSheet(
      title: "Answers",
      entries: (0..<3).map {
        .init(
          image: grid(2, 2, hasTexts: false), label: "said \($0), is 2", note: "no. \($0), 0.9\($0)"
        )
      }
    ).erased
  }

  private static var samples: AnyFigure {
    SampleSheet(
      images,
      of: Dataset(name: "Clothes", train: images, test: images, classNames: classNames), samples: 2
    ).erased
  }

  private static var multiples: AnyFigure {
    SmallMultiples(
      title: "Epochs",
      panels: (1...3).map {
        .init(heading: "Epoch \($0)", note: "\($0) mistakes", figure: boundary(.miniature))
      }
    ).erased
  }
}
