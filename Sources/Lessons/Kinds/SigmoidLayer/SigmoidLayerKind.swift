import Datasets
import Figures
import Networks
import Numerics

/// A layer of sigmoid units whose weights are given: what it makes of the rows of a truth table.
enum SigmoidLayerKind: Kind {
  static let key = "sigmoid-layer"
  static let article = "a sigmoid layer"
  static let help =
    "Sigmoid units with given weights: what they make of the rows of a truth table. A step is a "
    + "row; z is exact, σ(z) is rounded to four digits."
  static let example = """
    sigmoid-layer:
      gate: XOR
      units:
        - {name: NOR, weights: [5.5, -12, -12.5]}
        - {name: NAND, weights: [14.8, -10, -10.1]}
    """

  static let units = UnitFields.units(
    "units", count: 1...6, DecimalLimits(places: 9, below: 1000), "the units")
  static let fields = TaskFields.all + [AnyField(units)]

  static func run(_ values: FieldValues, _ world: World) throws(KindError) -> SigmoidLayer {
    let rows = try TaskFields.points(values)
    try UnitFields.check(values[units], inputs: rows[0].inputs.count)
    return SigmoidLayer(
      units: values[units].map { .init(name: $0.name, weights: $0.weights) }, rows: rows)
  }

  // MARK: What it shows

  static let shows = Shows<SigmoidLayer> {
    Steps({ layer in layer.rows.map { _ in StepMark(epoch: nil, isMistake: false) } }) {
      layer, index, world in SigmoidLayerPictures(layer, world).moment(index)
    }
    Entry("row", "of a row", of: { $0.rows.count }, entries: ofRow) { Row(layer: $0, place: $1) }
    Picture("network", "the layer with the values of a row", step: .optional) { request, world in
      AnyFigure(
        SigmoidLayerPictures(request.run, world)
          .diagram(row: request.step.flatMap { $0 > 0 ? $0 - 1 : nil }))
    }
    Picture(
      "lines", "the plane of two inputs with the line of each unit", answers: .drawn,
      lacking: { layer in
        layer.rows[0].inputs.count == 2 ? nil : ReferenceError("this picture needs two inputs")
      }
    ) { request, world in
      plane(SigmoidLayerPictures(request.run, world).lines, request)
    }
    Picture(
      "hidden-plane", "the plane of two outputs", answers: .drawn,
      lacking: { layer in
        layer.units.count == 2 ? nil : ReferenceError("this picture needs two units")
      }
    ) { request, world in
      plane(
        SigmoidLayerPictures(request.run, world).hiddenPlane(isTask: request.isTask), request)
    }
    Overviews { layer, world in
      let pictures = SigmoidLayerPictures(layer, world)
      return (pictures.lines.map { [("lines", AnyFigure($0))] } ?? [])
        + (pictures.hiddenPlane().map { [("hidden-plane", AnyFigure($0))] } ?? [])
    }
    Table(
      "steps", "every row with the sum and output of each unit",
      columns: { layer, world in
        layer.rows[0].inputs.indices.map {
          .init(.input($0 + 1), header: "x_\($0 + 1)", isComputed: false)
        }
          + layer.units.indices.flatMap { unit -> [StepTable.Column] in
            [
              .init(.sum, header: "z_\(unit + 1)", isComputed: true),
              .init(.output, header: "h_\(unit + 1)", isComputed: true),
            ]
          } + [.target(world)]
      },
      rows: .steps { layer, step, _ in
        let row = layer.rows[step - 1]
        return .init(
          step: step,
          cells: row.inputs.map { $0.asciiText }
            + layer.units.indices.flatMap {
              [layer.sum(step - 1, $0).asciiText, layer.output(step - 1, $0).formula]
            } + ["\(row.target)"])
      })
    Record(
      step: { layer, index, _ in
        let units = layer.units.indices.map { unit -> TraceJSON in
          .object([
            JSONMember("sum", .decimal(layer.sum(index - 1, unit))),
            JSONMember("output", .string(layer.output(index - 1, unit).formula)),
          ])
        }
        return [JSONMember("units", .list(units))]
      },
      result: { layer, _ in
        [
          JSONMember("result", .string("rows")), JSONMember("rows", .integer(layer.rows.count)),
        ]
      })
    Ending { layer, world in
      world.words(
        "{1} rows through {2} units.", "\(layer.rows.count)", "\(layer.units.count)")
    }
  }

  private struct Row: Sendable {
    var layer: SigmoidLayer
    var place: Int
  }

  private static let ofRow: [Entry<Row>] = [
    Entry("inputs", "the inputs") { .list($0.layer.rows[$0.place].inputs) },
    Entry("hidden", "the outputs of the units") { row in
      .paper(row.layer.units.indices.map { row.layer.output(row.place, $0) })
    },
    Entry("sum", "the sum of a unit", of: { $0.layer.units.count }) {
      .decimal($0.layer.sum($0.place, $1))
    },
  ]

  private static func plane(_ plane: PlanePlot?, _ request: PictureRequest<SigmoidLayer>)
    -> AnyFigure
  {
    guard var plane else { preconditionFailure("a plane of other than two axes") }
    plane.isTask = request.isTask
    return AnyFigure(plane)
  }
}
