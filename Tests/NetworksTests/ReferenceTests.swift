import Glibc
import Numerics
import Testing

@testable import Networks

/// Outputs, losses, gradients and optimiser steps against Keras; `Reference/make_reference.py` made
/// the numbers.
@Suite struct ReferenceTests {
  struct Failure: Error {}

  static func reference(_ key: String, file name: String = "reference") throws -> [JSONValue] {
    let file = #filePath
    let folder = file[..<(file.lastIndex(of: "/") ?? file.startIndex)]
    let bytes = try File.read("\(folder)/Reference/\(name).json", "read the reference")
    guard let list = try JSONReader.read(bytes[...])[key]?.array else { throw Failure() }
    return list
  }

  static func numbers(_ value: JSONValue?) throws -> [Double] {
    guard let numbers = value?.array?.compactMap(\.number) else { throw Failure() }
    return numbers
  }

  @Test(arguments: 0..<10) func networksAgreeInDouble(index: Int) throws {
    try check(Self.reference("cases")[index], Double.self, tolerance: 1e-9)
  }

  @Test(arguments: 0..<10) func networksAgreeInFloat(index: Int) throws {
    try check(Self.reference("cases")[index], Float.self, tolerance: 1e-5)
  }

  private func check<T: Real>(_ example: JSONValue, _: T.Type, tolerance: Double) throws {
    let architecture = try #require(example["architecture"])
    let description = try NetworkDescription(json: architecture)
    let layout = ParameterLayout(description)
    var tensors: [String: Tensor<T>] = [:]
    for entry in layout.entries {
      let values = try Self.numbers(example["weights"]?[entry.name])
      tensors[entry.name] = Tensor(entry.shape, values.map { T($0) })
    }
    let network = try Network(description, parameters: tensors)
    let batch = try #require(example["batch"]?.integer)
    let x = try Self.numbers(example["x"])
    let targets = Targets<T>.values(try Self.numbers(example["y"]).map { T($0) })
    for isTracing in [false, true] {
      let execution = Execution(
        network, capacity: batch, pool: WorkerPool(threads: 1), isTracing: isTracing)
      for (place, value) in x.enumerated() { execution.input[place] = T(value) }
      execution.forward(count: batch)
      let inference = Execution.array(execution.output.base, batch * description.outputCount)
      try expect(inference, example["inference"], tolerance, "inference")
      let result = execution.train(
        count: batch, targets, seed: 1, step: 0, samples: Array(0..<batch), optimizer: nil)
      let output = Execution.array(execution.output.base, batch * description.outputCount)
      try expect(output, example["output"], tolerance, "output")
      let loss = try #require(example["loss"]?.number)
      #expect(abs(result.lossSum / Double(batch) - loss) < max(tolerance, 1e-6))
      let gradients = execution.currentGradients()
      let parameters = execution.currentParameters()
      for entry in layout.entries {
        if entry.isTrainable {
          try expect(
            Array(gradients[entry.range]), example["gradients"]?[entry.name], tolerance, entry.name)
        } else {
          try expect(
            Array(parameters[entry.range]), example["after"]?[entry.name], tolerance, entry.name)
        }
      }
      if isTracing, let delta = execution.deltas[0] {
        try expect(
          Execution.array(delta.base, x.count), example["inputGradient"], tolerance, "input")
      }
    }
  }

  private func expect<T: Real>(
    _ values: [T], _ reference: JSONValue?, _ tolerance: Double, _ what: String
  ) throws {
    let expected = try Self.numbers(reference)
    try #require(values.count == expected.count, "\(what)")
    for (value, number) in zip(values, expected) {
      #expect(abs(Double(value) - number) <= tolerance * max(1, abs(number)), "\(what)")
    }
  }

  static let rules: [String: Optimizer] = [
    "gradientDescent": .gradientDescent(), "momentum": .momentum(), "rmsprop": .rmsprop(),
    "adam": .adam(),
  ]

  @Test(arguments: 0..<4) func tenStepsAgree(index: Int) throws {
    let example = try Self.reference("optimizers")[index]
    let rule = try #require(example["name"]?.string.flatMap { Self.rules[$0] })
    // Keras keeps rates and decays as 32-bit numbers: 0.9 is off by 2e-8.
    try steps(example, rule, Double.self, tolerance: 1e-6)
    try steps(example, rule, Float.self, tolerance: 1e-5)
  }

  /// The same with settings that 32 bits hold exactly: nothing but arithmetic is left to differ.
  @Test(arguments: 0..<4) func tenStepsWithExactSettingsAgree(index: Int) throws {
    let example = try Self.reference("exactOptimizers")[index]
    func setting(_ name: String) throws -> Double {
      try #require(example["settings"]?[name]?.number)
    }
    let rate = try setting("learning_rate")
    let rule: Optimizer =
      switch try #require(example["name"]?.string) {
      case "gradientDescent": .gradientDescent(rate: rate)
      case "momentum": .momentum(rate: rate, momentum: try setting("momentum"))
      case "rmsprop":
        .rmsprop(rate: rate, rho: try setting("rho"), epsilon: try setting("epsilon"))
      default:
        .adam(
          rate: rate, beta1: try setting("beta_1"), beta2: try setting("beta_2"),
          epsilon: try setting("epsilon"))
      }
    try steps(example, rule, Double.self, tolerance: 1e-12)
    try steps(example, rule, Float.self, tolerance: 1e-5)
  }

  private func steps<T: Real>(
    _ example: JSONValue, _ rule: Optimizer, _: T.Type, tolerance: Double
  ) throws {
    var parameters = try Self.numbers(example["start"]).map { T($0) }
    let memory = rule.memoryNames.map { _ in Memory<T>(20) }
    let gradients = try #require(example["gradients"]?.array)
    let expected = try #require(example["steps"]?.array)
    try #require(gradients.count == 10 && expected.count == 10)
    for step in 0..<10 {
      var gradient = try Self.numbers(gradients[step]).map { T($0) }
      parameters.withUnsafeMutableBufferPointer { parameters in
        gradient.withUnsafeMutableBufferPointer { gradient in
          guard let w = parameters.baseAddress, let g = gradient.baseAddress else { return }
          rule.update(w, gradient: g, memory: memory.map(\.base), count: 20, step: step + 1)
        }
      }
      try expect(parameters, expected[step], tolerance, "step \(step + 1)")
    }
  }
}
