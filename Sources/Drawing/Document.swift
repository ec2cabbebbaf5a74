/// Pages that are bound into one file, with what a reader's program shows beside them.
public struct Document: Equatable, Sendable {
  /// One line of the outline (bookmarks); children stand below it.
  public struct OutlineEntry: Equatable, Sendable {
    public var title: String
    /// The name of a group's `destination`.
    public var destination: String
    public var children: [OutlineEntry]

    public init(_ title: String, destination: String, children: [OutlineEntry] = []) {
      self.title = title
      self.destination = destination
      self.children = children
    }
  }

  public var pages: [Scene]
  public var outline: [OutlineEntry]
  public var title: String
  public var author: String
  public var subject: String
  public var keywords: [String]
  /// What a reader's program calls each page ("i", "ii", "1"); empty for plain numbers.
  public var pageLabels: [String]

  public init(
    pages: [Scene], outline: [OutlineEntry] = [], title: String, author: String = "",
    subject: String = "", keywords: [String] = [], pageLabels: [String] = []
  ) {
    self.pages = pages
    self.outline = outline
    self.title = title
    self.author = author
    self.subject = subject
    self.keywords = keywords
    self.pageLabels = pageLabels
  }
}
