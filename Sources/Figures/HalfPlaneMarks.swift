import Datasets
import Drawing

extension Marks {
  /// A convex part of the plane: TRUE hatched with lines, FALSE with dots, on light tints.
  func halfPlane(_ corners: [Point], isTrue: Bool, isFine: Bool = false) -> [Item] {
    let tint = isTrue ? theme.positiveTint : theme.negativeTint
    let color = (isTrue ? theme.positive : theme.negative).mixed(
      with: theme.paper, isTrue ? 0.62 : 0.4)
    let spacing = theme.small * (isFine ? 0.55 : 0.95)
    var items: [Item] = [.path(PathItem(.polyline(corners, closed: true), fill: tint))]
    if isTrue {
      items.append(
        .path(
          PathItem(
            Hatch.lines(in: corners, spacing: spacing), stroke: Stroke(color, width: theme.hairline)
          )
        ))
    } else {
      items.append(
        .path(
          PathItem(
            Hatch.dots(in: corners, spacing: spacing * 1.4, radius: theme.small * 0.072),
            fill: color))
      )
    }
    return items
  }
}
