import type { HelpGroup } from "./declared-command.js";

export const shellAndHelp: HelpGroup = {
  title: "Your shell, and help",
  commands: [
    {
      usage: "completion <shell>",
      summary:
        "print the script that completes commands, options and families in bash, zsh or fish",
      examples: [
        "completion bash >> ~/.bashrc",
        "completion zsh >> ~/.zshrc",
        "completion fish > ~/.config/fish/completions/promptrail.fish",
      ],
      load: async () => (await import("../commands/completion.js")).completionCommand,
    },
  ],
};
