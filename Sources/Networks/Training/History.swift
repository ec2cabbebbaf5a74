/// What one epoch of training came to.
public struct EpochRecord: Equatable, Sendable {
  /// From 1.
  public var epoch: Int
  /// Means over the epoch while the network was changing.
  public var loss: Double
  public var accuracy: Double
  /// Of the network at the end of the epoch; nil without validation data.
  public var validationLoss: Double?
  public var validationAccuracy: Double?
  /// The learning rate of the epoch.
  public var rate: Double

  public init(
    epoch: Int, loss: Double, accuracy: Double, validationLoss: Double? = nil,
    validationAccuracy: Double? = nil, rate: Double
  ) {
    self.epoch = epoch
    self.loss = loss
    self.accuracy = accuracy
    self.validationLoss = validationLoss
    self.validationAccuracy = validationAccuracy
    self.rate = rate
  }
}

/// The epochs of a training, as they were.
public struct History: Equatable, Sendable {
  public var epochs: [EpochRecord]

  public init(_ epochs: [EpochRecord] = []) {
    self.epochs = epochs
  }

  /// One line an epoch under a line of names; fields without a value are empty. Holds no times, so
  /// that the same training gives the same file.
  public var csv: String {
    let lines = epochs.map { epoch in
      let fields: [String?] = [
        "\(epoch.epoch)", "\(epoch.loss)", "\(epoch.accuracy)",
        epoch.validationLoss.map { "\($0)" }, epoch.validationAccuracy.map { "\($0)" },
        "\(epoch.rate)",
      ]
      return fields.map { $0 ?? "" }.joined(separator: ",")
    }
    let names = "epoch,loss,accuracy,validationLoss,validationAccuracy,rate"
    return ([names] + lines).joined(separator: "\n") + "\n"
  }

  /// Reads what `csv` wrote; nil if it is anything else.
  public init?(csv: String) {
    var epochs: [EpochRecord] = []
    for line in csv.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 6, let epoch = Int(fields[0]), let loss = Double(fields[1]),
        let accuracy = Double(fields[2]), let rate = Double(fields[5])
      else { return nil }
      epochs.append(
        EpochRecord(
          epoch: epoch, loss: loss, accuracy: accuracy, validationLoss: Double(fields[3]),
          validationAccuracy: Double(fields[4]), rate: rate))
    }
    self.init(epochs)
  }

  /// Epochs since the highest validation accuracy; 0 if the last one is it, or if there is none.
  func epochsSinceBest(after first: Int = 0) -> Int {
    let watched = epochs.filter { $0.epoch > first }.compactMap { record in
      record.validationAccuracy.map { (record.epoch, $0) }
    }
    guard let last = watched.last else { return 0 }
    var best = watched[0]
    for entry in watched where entry.1 > best.1 { best = entry }
    return last.0 - best.0
  }
}
