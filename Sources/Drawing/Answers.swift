extension Scene {
  /// The same scene without the parts that only the answer key shows; nothing else moves.
  public func withoutAnswers() -> Scene {
    var scene = self
    scene.items = items.withoutAnswers()
    return scene
  }
}

extension Document {
  /// The worksheet of a key: the same pages without their answers.
  public func withoutAnswers() -> Document {
    var document = self
    document.pages = pages.map { $0.withoutAnswers() }
    return document
  }
}

extension [Item] {
  public func withoutAnswers() -> [Item] {
    compactMap { item in
      switch item {
      case .group(var group):
        if group.isAnswer { return nil }
        group.items = group.items.withoutAnswers()
        return .group(group)
      case .link(var link):
        link.items = link.items.withoutAnswers()
        return .link(link)
      case .path, .text, .raster: return item
      }
    }
  }
}
