import Datasets
import Networks
import Numerics

/// Reads tables of numbers, which the lessons on images are about.
struct GridReader {
  var context: ExperimentContext

  /// `[[1, 7], [2, 4]]`; nil, with a diagnostic, for anything else.
  func rows(_ node: YAMLNode, what: String, limit: Int = 64) -> [[ExactDecimal]]? {
    guard case .sequence(let items) = node.content, !items.isEmpty else {
      context.findings.error(
        "\(what) is a list of rows, this is \(node.kind)", at: node,
        hint: "write [[1, 0], [0, 1]]")
      return nil
    }
    var rows: [[ExactDecimal]] = []
    for item in items {
      guard case .sequence(let cells) = item.content, !cells.isEmpty else {
        context.findings.error("a row is a list of numbers", at: item, hint: "write [1, 0]")
        return nil
      }
      var row: [ExactDecimal] = []
      for cell in cells {
        do throws(NumberTextError) {
          row.append(try ExactDecimal(parsing: cell.scalar ?? cell.kind))
        } catch {
          context.findings.error(error.description, at: cell)
          return nil
        }
      }
      if let first = rows.first, first.count != row.count {
        context.findings.error(
          "this row has \(row.count) numbers, the first one has \(first.count)", at: item)
        return nil
      }
      rows.append(row)
    }
    guard rows.count <= limit, rows[0].count <= limit else {
      context.findings.error("\(what) has more than \(limit) rows or columns", at: node)
      return nil
    }
    return rows
  }

  /// An image by its rows, or one of a data set: `{digit: 7, number: 0}` is the first 7 among its
  /// test images, pixels from 0 to 255.
  func image(_ node: YAMLNode, at key: String) throws -> [[ExactDecimal]]? {
    let node = context.override?.nodes[key] ?? node
    guard case .mapping = node.content else { return rows(node, what: "an image") }
    let words = ["data", "digit", "number"]
    guard
      let keys = YAMLMapping(node, what: "an image", keys: words, findings: context.findings)
    else { return nil }
    let name = context.options.data ?? keys.string("data") ?? DatasetLibrary.digits
    let label = keys.integer("digit", in: 0...255)
    let number = keys.integer("number", in: 0...1_000_000) ?? 0
    let images: LabelledImages
    if name == DatasetLibrary.digits {
      // A few made digits suffice, and are the same whatever their number.
      images = madeDigits(200, seed: context.seed)
    } else {
      images = try DatasetLibrary(folders: context.options.dataFolders).dataset(name).test
    }
    let places = label.map { images.indices(ofClass: UInt8($0)) } ?? Array(0..<images.count)
    guard places.indices.contains(number), images.channels == 1 else {
      context.findings.error(
        "there are only \(places.count) such images, counted from 0", at: keys["number"] ?? node)
      return nil
    }
    let pixels = Array(images.image(places[number]))
    return (0..<images.height).map { row in
      pixels[row * images.width..<(row + 1) * images.width].map { ExactDecimal(Int($0)) }
    }
  }
}
