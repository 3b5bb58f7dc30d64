# Completion for promptrail in zsh, after compinit. For every new shell: promptrail completion zsh >> ~/.zshrc
_promptrail() {
  local line
  local -a found
  # What is typed goes to the program as words, and is never run.
  while IFS= read -r line; do
    found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done < <("${(Q)words[1]}" complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)
  if (( $#found )); then
    _describe promptrail found
  else
    _files
  fi
}
compdef _promptrail promptrail
