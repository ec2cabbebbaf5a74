import Datasets
import Drawing
import Figures
import Lessons
import Presenting
import Rendering

extension Learn {
  static let dataShow = CommandDescription(
    "show",
    abstract: "Draw a sheet of samples of each class to PNG.",
    arguments: [dataArgument],
    options: [
      OptionDescription(
        "output", letter: "o", .path(placeholder: "file"), help: "Where the picture goes.",
        default: "NAME.png"),
      OptionDescription(
        "samples", .integer(placeholder: "n", range: 1...60), help: "Images of each class.",
        default: "16"),
      OptionDescription("test", help: "Show test images instead of training images."),
    ] + digitOptions
  ) { invocation, context in
    let data = try dataset(invocation, context)
    let images = invocation.flag("test") ? data.test : data.train
    let sheet = SampleSheet(images, of: data, samples: invocation.integer("samples") ?? 16)
    let fonts = try Fonts(.inter, covering: data.classNames)
    let scene = FigurePicture(
      figure: sheet, heading: invocation.flag("test") ? "test images" : "training images"
    ).scene(
      in: DrawingContext(
        theme: .screen, measurer: try PangoMeasurer(fonts), words: .english))
    let path = invocation.outputFile(named: "\(data.name).png") ?? "\(data.name).png"
    try PNGCanvas(fonts).write(scene, to: path)
    context.output.line(path)
  }
}
