/// tmp
public struct PictureFiles {
  public enum Format: String, CaseIterable, Sendable { case png, pdf, svg }
}
