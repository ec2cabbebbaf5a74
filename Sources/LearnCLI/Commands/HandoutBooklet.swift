extension HandoutRun {
  func booklet() throws {}
}
