/// How a network is trained: everything that decides the result besides data and seed.
public struct Recipe: Hashable, Sendable {
  /// The rate is multiplied by `factor` when the validation accuracy has not risen for `patience`
  /// epochs, down to `floor`.
  public struct RateReduction: Hashable, Sendable {
    public var factor: Double
    public var patience: Int
    public var floor: Double

    public init(factor: Double = 0.1, patience: Int = 3, floor: Double = 1e-4) {
      self.factor = factor
      self.patience = patience
      self.floor = floor
    }
  }

  public var optimizer: Optimizer
  /// Samples of one step; nil takes all of them.
  public var batch: Int?
  public var epochs: Int
  /// The part of the training data, cut off its end, that is kept to watch progress; 0 for none.
  public var validationFraction: Double
  public var preprocessing: Preprocessing
  /// How the training images are changed in each epoch; nil leaves them.
  public var augmentation: Augmentation?
  public var rateReduction: RateReduction?
  /// Training ends when the validation accuracy has not risen for so many epochs.
  public var stoppingPatience: Int?
  /// The result is the network of the epoch with the highest validation accuracy.
  public var keepsBest: Bool

  public init(
    _ optimizer: Optimizer, batch: Int?, epochs: Int, validationFraction: Double = 0,
    preprocessing: Preprocessing = .unitInterval, augmentation: Augmentation? = nil,
    rateReduction: RateReduction? = nil,
    stoppingPatience: Int? = nil, keepsBest: Bool = false
  ) {
    self.optimizer = optimizer
    self.batch = batch
    self.epochs = epochs
    self.validationFraction = validationFraction
    self.preprocessing = preprocessing
    self.augmentation = augmentation
    self.rateReduction = rateReduction
    self.stoppingPatience = stoppingPatience
    self.keepsBest = keepsBest
  }

  /// - Throws: `NetworkError` saying which number is out of its range.
  public func check() throws {
    if let batch, batch < 1 { throw NetworkError("a batch of \(batch): at least 1 is needed") }
    guard epochs >= 0 else { throw NetworkError("\(epochs) epochs: at least 0 are needed") }
    guard validationFraction >= 0, validationFraction < 1 else {
      throw NetworkError("a validation part of \(validationFraction): from 0 to below 1 is needed")
    }
    guard optimizer.rate.isFinite, optimizer.rate >= 0 else {
      throw NetworkError("a learning rate of \(optimizer.rate): a number from 0 is needed")
    }
    try augmentation?.check()
    guard augmentation == nil || preprocessing == .unitInterval else {
      throw NetworkError("augmentation goes with the preprocessing unitInterval only")
    }
  }

  /// What one line of a report says: "Adam 0.001, batch 128, 5 epochs".
  public var summary: String {
    var parts = [
      "\(optimizer.name) \(optimizer.rate)", batch.map { "batch \($0)" } ?? "all images at once",
      epochs == 1 ? "1 epoch" : "\(epochs) epochs",
    ]
    if validationFraction > 0 {
      parts.append("the last \(Int((validationFraction * 100).rounded())) % kept for validation")
    }
    if let augmentation { parts.append("augmented (\(augmentation.summary))") }
    if preprocessing == .unitColumns { parts.append("columns of unit length") }
    if let rateReduction {
      parts.append("rate × \(rateReduction.factor) after \(rateReduction.patience) idle epochs")
    }
    if let stoppingPatience { parts.append("ends after \(stoppingPatience) idle epochs") }
    return parts.joined(separator: ", ")
  }
}

extension Optimizer {
  /// `Adam`, as people write it.
  public var name: String {
    switch self {
    case .gradientDescent: "gradient descent"
    case .momentum: "momentum"
    case .rmsprop: "RMSprop"
    case .adam: "Adam"
    }
  }
}
