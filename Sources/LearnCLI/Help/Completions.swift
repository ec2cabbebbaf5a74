/// Completion scripts for the three shells.
///
/// They are short: the shell hands the words typed so far to `learn __complete`, which
/// answers with the words that may come next; `*` in the answer stands for the names of files.
struct Completions {
  enum Shell: String, CaseIterable { case bash, zsh, fish }

  /// The hidden command that the scripts call.
  static let query = "__complete"

  static func script(for shell: Shell) -> String {
    switch shell {
    case .bash:
      """
      _learn() {
        local IFS=$'\\n' current=${COMP_WORDS[COMP_CWORD]} words
        words=($(learn __complete "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null))
        COMPREPLY=()
        local word
        for word in "${words[@]}"; do
          word=${word%%$'\\t'*}
          if [[ $word == '*' ]]; then
            compopt -o filenames 2>/dev/null
            COMPREPLY+=($(compgen -f -- "$current"))
          elif [[ $word == "$current"* ]]; then
            COMPREPLY+=("$word")
          fi
        done
      }
      complete -F _learn learn

      """
    case .zsh:
      """
      #compdef learn
      _learn() {
        local -a described
        local line files=0
        for line in "${(@f)$(learn __complete "${(@)words[2,CURRENT-1]}" 2>/dev/null)}"; do
          if [[ $line == '*' ]]; then
            files=1
          elif [[ -n $line ]]; then
            described+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
          fi
        done
        _describe 'learn' described
        (( files )) && _files
      }
      if [[ $funcstack[1] == _learn ]]; then _learn "$@"; else compdef _learn learn; fi

      """
    case .fish:
      """
      function __learn_words
        for line in (learn __complete (commandline -opc)[2..-1] 2>/dev/null)
          if test "$line" = '*'
            __fish_complete_path (commandline -ct)
          else
            echo $line
          end
        end
      end
      complete -c learn -f -a '(__learn_words)'

      """
    }
  }

  var root: CommandDescription
  /// The names of the lessons that can be found.
  var lessons: [String]

  /// What may follow `words`: a word, a tab and its explanation a line.
  func next(after words: [String]) -> [String] {
    var command = root
    var path = [root]
    var rest = words[...]
    while let word = rest.first, let next = command.subcommands.first(where: { $0.name == word }) {
      command = next
      path.append(next)
      rest = rest.dropFirst()
    }
    if let last = rest.last,
      let option = command.options.first(where: { $0.matches(last) }), option.placeholder != nil
    {
      return values(of: option)
    }
    var lines = command.subcommands.map { "\($0.name)\t\($0.abstract)" }
    let given = rest.filter { !$0.hasPrefix("-") }.count
    if let argument = given < command.arguments.count
      ? command.arguments[given] : command.arguments.last.flatMap({ $0.repeats ? $0 : nil })
    {
      lines += values(of: argument)
    }
    return lines + HelpPage(path: path, width: 80).options.map { "--\($0.name)\t\($0.help)" }
  }

  private func values(of argument: ArgumentDescription) -> [String] {
    switch argument.completion {
    case .none: []
    case .files: ["*"]
    case .lessons: lessons.map { "\($0)\tlesson" } + ["*"]
    case .words(let words): words.map { "\($0)\t\(argument.name)" }
    case .wordsOrFiles(let words): words.map { "\($0)\t\(argument.name)" } + ["*"]
    }
  }

  private func values(of option: OptionDescription) -> [String] {
    switch option.kind {
    case .path: ["*"]
    case .choice(let words), .choices(let words): words.map { "\($0)\t\(option.name)" }
    default: []
    }
  }
}
