import Drawing
import Lessons

/// Running text of a lesson as HTML.
enum InlineMarkup {
  static func html(_ inlines: [Inline]) -> String { inlines.map(html).joined() }

  private static func html(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): Markup.escaped(text)
    case .emphasis(let inner): "<em>\(html(inner))</em>"
    case .strong(let inner): "<strong>\(html(inner))</strong>"
    case .code(let text): "<code>\(Markup.escaped(text))</code>"
    case .formula(let source): formula(source, .inline)
    case .link(let inner, let target): link(inner, to: target)
    case .lineBreak: "<br>"
    case .value(let value): "<span class=\"value\">\(Markup.escaped(value.text))</span>"
    }
  }

  static func formula(_ source: String, _ style: Math.Style) -> String {
    (try? Math.parse(source))?.markup(style) ?? "<code>\(Markup.escaped(source))</code>"
  }

  /// A link that leads to the web, to a place of this page or to a file beside it; another one is
  /// words alone, since it could hold a program.
  private static func link(_ inner: [Inline], to target: String) -> String {
    let scheme = target.prefix { $0.isLetter || $0.isNumber || "+.-".contains($0) }
    let hasScheme = target.dropFirst(scheme.count).first == ":"
    guard !hasScheme || ["http", "https", "mailto"].contains(scheme.lowercased()) else {
      return html(inner)
    }
    return "<a href=\"\(Markup.escaped(target))\" rel=\"noreferrer\">\(html(inner))</a>"
  }
}
