# Completion for promptrail in fish. For every new shell:
# promptrail completion fish > ~/.config/fish/completions/promptrail.fish
function __promptrail_complete
    set -l words (commandline -opc)
    set -l token (commandline -ct)
    # What is typed goes to the program as words, and is never run.
    set -l found ($words[1] complete $words[2..-1] "$token" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$token"
    end
end
complete -c promptrail -f -a '(__promptrail_complete)'
