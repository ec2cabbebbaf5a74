/// The code of a variant: a number in letters and digits that are not mistaken for each other,
/// with one more that tells a misread code.
enum VariantCode {
  /// Crockford's base 32: no I, L, O and U.
  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  static func text(_ number: Int) -> String {
    precondition(number >= 0, "a code of \(number)")
    var text = ""
    var rest = number
    repeat {
      text = String(digits[rest % 32]) + text
      rest /= 32
    } while rest > 0
    while text.count < 4 { text = "0" + text }
    return text + String(digits[check(number)])
  }

  /// The number of a code, small letters and look-alikes forgiven; nil where it is none.
  static func number(_ code: String) -> Int? {
    let read = code.uppercased().map { letter -> Character in
      switch letter {
      case "O": "0"
      case "I", "L": "1"
      default: letter
      }
    }
    let values = read.compactMap(digits.firstIndex)
    guard values.count == read.count, (5...12).contains(values.count) else { return nil }
    let number = values.dropLast().reduce(0) { $0 * 32 + $1 }
    return check(number) == values.last ? number : nil
  }

  /// Each digit counts with another weight, so that two swapped ones are noticed, too.
  private static func check(_ number: Int) -> Int {
    var rest = number
    var weight = 1
    var sum = 7
    while rest > 0 {
      sum += rest % 32 * weight
      rest /= 32
      weight += 2
    }
    return sum % 31
  }
}
