# Completion for promptrail in bash. For every new shell: promptrail completion bash >> ~/.bashrc
_promptrail() {
  local line
  COMPREPLY=()
  # What is typed goes to the program as words, and is never run.
  while IFS= read -r line; do
    COMPREPLY+=("${line%%$'\t'*}")
  done < <("$1" complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _promptrail promptrail
