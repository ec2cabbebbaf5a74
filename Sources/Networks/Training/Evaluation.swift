import Datasets
import Numerics

/// What a network makes of labelled images.
public struct Evaluation: Equatable, Sendable {
  public var loss: Double
  public var accuracy: Double
  /// Rows: the true class; columns: the answer.
  public var confusion: [[Int]]
  /// The answer to each image.
  public var predictions: [Int]
  /// The probability that each answer was given.
  public var confidences: [Float]
  /// What the network put out, images × outputs: the probabilities of the classes.
  public var outputs: [Float]

  /// - Throws: `NetworkError` if the images do not fit the network.
  public init(
    _ network: Network<Float>, on images: LabelledImages,
    preprocessing: Preprocessing = .unitInterval, threads: Int? = nil
  ) throws {
    let samples = Samples<Float>(images, preprocessing)
    try samples.check(network.description)
    let answers = try network.outputs(for: samples, threads: threads)
    let outputs = network.description.outputCount
    self.outputs = answers.values
    let classes = max(outputs, 2)
    confusion = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    predictions = []
    confidences = []
    for (index, label) in images.labels.enumerated() {
      let row = answers.values[index * outputs..<(index + 1) * outputs]
      var best = row.startIndex
      for place in row.indices where row[place] > row[best] { best = place }
      let answer = outputs == 1 ? (row[best] > 0.5 ? 1 : 0) : best - row.startIndex
      predictions.append(answer)
      confidences.append(outputs == 1 && answer == 0 ? 1 - row[best] : row[best])
      confusion[Int(label)][answer] += 1
    }
    loss = answers.loss
    let right = zip(predictions, images.labels).lazy.filter { $0 == Int($1) }.count
    accuracy = Double(right) / Double(images.count)
  }

  /// Of the answers that say a class, the part that is right; nil if no answer says it.
  public func precision(of label: Int) -> Double? {
    let answers = confusion.reduce(0) { $0 + $1[label] }
    return answers == 0 ? nil : Double(confusion[label][label]) / Double(answers)
  }

  /// Of a class's images, the part that is recognised; nil if there are none.
  public func recall(of label: Int) -> Double? {
    let images = confusion[label].reduce(0, +)
    return images == 0 ? nil : Double(confusion[label][label]) / Double(images)
  }
}

extension Evaluation {
  /// A table of what the network put out, as CSV: a line for each image with its place (counted
  /// from 0), its label, the answer, and a column for each output, named by its class.
  ///
  /// Each number has as many digits, nine at most, as tell it from every other 32-bit number.
  public func outputTable(of images: LabelledImages, classNames: [String]) -> String {
    let columns = images.count == 0 ? 0 : outputs.count / images.count
    // A single output is the probability of class 1.
    let names = (0..<columns).map { column -> String in
      let label = columns == 1 ? 1 : column
      return label < classNames.count ? classNames[label] : "\(label)"
    }
    var table = (["image", "label", "answer"] + names.map(Self.quoted)).joined(separator: ",")
    for place in 0..<images.count {
      table += "\n\(place),\(images.labels[place]),\(predictions[place])"
      for column in 0..<columns { table += ",\(outputs[place * columns + column])" }
    }
    return table + "\n"
  }

  private static func quoted(_ name: String) -> String {
    guard name.contains(where: { ",\"\n\r".contains($0) }) else { return name }
    return "\""
      + name.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// - Throws: `ModelFileError`
  public func writeOutputs(of images: LabelledImages, classNames: [String], to path: String) throws
  {
    let table = outputTable(of: images, classNames: classNames)
    try File.write(Array(table.utf8), to: path, "write the outputs")
  }
}

extension Network {
  /// The outputs for each sample, one after the other, and the mean loss.
  func outputs(for samples: Samples<Scalar>, threads: Int? = nil) throws
    -> (values: [Scalar], loss: Double)
  {
    try samples.check(description)
    let pool = WorkerPool(threads: threads)
    defer { pool.close() }
    let batch = min(samples.count, 128)
    let execution = Execution(self, capacity: batch, pool: pool)
    var values: [Scalar] = []
    values.reserveCapacity(samples.count * description.outputCount)
    var lossSum = 0.0
    for first in stride(from: 0, to: samples.count, by: batch) {
      let places = Array(first..<min(first + batch, samples.count))[...]
      samples.fill(places, into: execution.input)
      execution.forward(count: places.count)
      values += UnsafeBufferPointer(
        start: execution.output.base, count: places.count * description.outputCount)
      lossSum +=
        execution.result(
          count: places.count, samples.targets(places, outputs: description.outputCount)
        ).lossSum
    }
    return (values, lossSum / Double(samples.count))
  }

  /// The outputs for one input, at inference.
  ///
  /// - Throws: `NetworkError` if the input has another number of elements than the network takes.
  public func callAsFunction(_ input: Tensor<Scalar>) throws -> Tensor<Scalar> {
    try trace(of: input).output
  }
}
