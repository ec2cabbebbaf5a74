import Glibc
import Networks
import Synchronization

/// What a training tells: a bar on a terminal, a line or a JSON object an epoch.
final class TrainingReport: Sendable {
  private struct Bar {
    var start = 0.0
    var epoch = 0
    var firstSample = 0
    var lastDrawn = 0.0
    var isShown = false
  }

  private let context: CommandContext
  private let isJSON: Bool
  private let bar = Mutex(Bar())

  init(_ context: CommandContext, isJSON: Bool) {
    self.context = context
    self.isJSON = isJSON
  }

  /// Draws the bar, at most ten times a second.
  func show(_ progress: Training<Float>.Progress) {
    guard context.showsProgress else { return }
    let now = Self.now()
    let text = bar.withLock { bar -> String? in
      if bar.epoch != progress.epoch {
        bar.epoch = progress.epoch
        bar.start = now
        bar.firstSample = progress.samples
      }
      guard now - bar.lastDrawn > 0.1 else { return nil }
      bar.lastDrawn = now
      bar.isShown = true
      let rate = Double(progress.samples - bar.firstSample) / max(now - bar.start, 1e-6)
      return Self.line(progress, rate: rate, columns: context.messages.columns ?? 80)
    }
    guard let text else { return }
    context.messages.clearLine()
    context.messages.write(text)
    context.messages.flush()
  }

  static func line(
    _ progress: Training<Float>.Progress, rate: Double, columns: Int
  ) -> String {
    let share = Double(progress.samples) / Double(progress.sampleCount)
    let left = rate > 0 ? Double(progress.sampleCount - progress.samples) / rate : 0
    let filled = Int((share * 20).rounded(.down))
    let drawn = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let parts = [
      "Epoch \(progress.epoch) of \(progress.epochs)", drawn,
      rate > 0 ? "\(Int(rate)) images/s" : "", rate > 0 ? "\(decimal(left, 1)) s left" : "",
      "loss \(decimal(progress.loss, 4))", "accuracy \(decimal(progress.accuracy, 4))",
    ]
    var line = ""
    for part in parts where !part.isEmpty && line.count + part.count + 2 < columns {
      line += (line.isEmpty ? "" : "  ") + part
    }
    return line
  }

  /// Takes the bar away.
  func clear() {
    let wasShown = bar.withLock { bar in
      defer { bar.isShown = false }
      return bar.isShown
    }
    if wasShown {
      context.messages.clearLine()
      context.messages.flush()
    }
  }

  func epoch(_ record: EpochRecord, of epochs: Int, seconds: Double) {
    clear()
    if isJSON {
      context.output.line(
        jsonObject([
          ("epoch", "\(record.epoch)"), ("seconds", decimal(seconds, 3)),
          ("loss", json(record.loss)), ("accuracy", json(record.accuracy)),
          ("validationLoss", record.validationLoss.map(json) ?? "null"),
          ("validationAccuracy", record.validationAccuracy.map(json) ?? "null"),
        ]))
    } else {
      var text =
        "Epoch \(record.epoch) of \(epochs): \(decimal(seconds, 2)) s"
        + "  loss \(decimal(record.loss, 4))  accuracy \(decimal(record.accuracy, 4))"
      if let loss = record.validationLoss, let accuracy = record.validationAccuracy {
        text +=
          "  validation loss \(decimal(loss, 4))  validation accuracy \(decimal(accuracy, 4))"
      }
      context.output.line(text)
    }
    context.output.flush()
  }

  func interrupted(_ checkpoint: String) {
    clear()
    if isJSON {
      context.output.line(
        jsonObject([
          ("result", "\"interrupted\""), ("checkpoint", JSONValue.quoted(checkpoint)),
        ]))
      context.output.flush()
    }
    context.messages.line("Stopped. '--resume' goes on from \(checkpoint)")
  }

  func diverged(_ error: TrainingError, model: String?) {
    clear()
    guard isJSON else { return }
    context.output.line(
      jsonObject([
        ("result", "\"diverged\""), ("reason", JSONValue.quoted(error.description)),
        ("model", model.map(JSONValue.quoted) ?? "null"),
      ]))
  }

  func done(
    _ evaluation: Evaluation, _ network: Network<Float>, model: String,
    _ ending: Training<Float>.Ending
  ) {
    clear()
    if isJSON {
      context.output.line(
        jsonObject([
          ("result", ending == .stoppedEarly ? "\"stopped early\"" : "\"done\""),
          ("parameters", "\(network.parameterCount)"), ("testLoss", json(evaluation.loss)),
          ("testAccuracy", json(evaluation.accuracy)), ("model", JSONValue.quoted(model)),
        ]))
      return
    }
    if ending == .stoppedEarly {
      context.output.line("Ended early: the validation accuracy has stopped rising.")
    }
    context.output.line(
      "Test: loss \(decimal(evaluation.loss, 4))  accuracy \(decimal(evaluation.accuracy, 4))")
    context.output.line("Wrote \(model)")
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// A number with a fixed number of decimals.
func decimal(_ value: Double, _ digits: Int) -> String {
  guard value.isFinite else { return "\(value)" }
  var factor = 1.0
  for _ in 0..<digits { factor *= 10 }
  let rounded = (abs(value) * factor).rounded()
  guard rounded < 9e15 else { return "\(value)" }
  let whole = String(Int(rounded))
  let sign = value < 0 && rounded > 0 ? "-" : ""
  guard digits > 0 else { return sign + whole }
  let padded = String(repeating: "0", count: max(0, digits + 1 - whole.count)) + whole
  return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
}

/// A number of JSON; null for what is none.
func json(_ value: Double) -> String { JSONValue.number(value).text }

/// A JSON object whose members stand in the given order.
func jsonObject(_ members: [(name: String, value: String)]) -> String {
  "{" + members.map { "\(JSONValue.quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}"
}
