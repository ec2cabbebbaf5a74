/// The quantities that lines, columns, blanks and marking share.
extension String {
  static let sum = "sum"
  static let output = "output"
  static let error = "error"
  static let weights = "weights"
  static let target = "target"
  static let step = "step"
  static let epoch = "epoch"
  static let hidden = "hidden"
  static let mistakes = "mistakes"
  static let wrong = "wrong"
  static let rate = "rate"
  static let before = "before"
  static let loss = "loss"
  static let slope = "slope"
  static let boundary = "boundary"
  static func input(_ number: Int) -> String { "x\(number)" }
}
