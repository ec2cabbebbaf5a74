import Drawing

/// A formula as one line of text: `w₁′ = −1 + 0.2·(−1)·0`. What is no formula stands as it was
/// written.
func formulaText(_ source: String) -> String {
  (try? Math.parse(source))?.plainText ?? source
}
