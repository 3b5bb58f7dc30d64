import { readFile } from "node:fs/promises";
import { addCommand, type CommandHost } from "../add-command.js";
import { shells } from "../completion/complete-words.js";
import { completionDocument } from "../documents/project-documents.js";
import { parseChoices } from "../project/parse-options.js";

export function addCompletion(host: CommandHost): void {
  addCommand(host, {
    usage: "completion <shell>",
    summary: "print the script that completes commands, options and families in bash, zsh or fish",
    documents: { completion: completionDocument },
    examples: [
      "completion bash >> ~/.bashrc",
      "completion zsh >> ~/.zshrc",
      "completion fish > ~/.config/fish/completions/promptrail.fish",
    ],
    quotes: true,
    run: async (_scope, named) => {
      const [shell = "bash"] = parseChoices(named, shells, "The shell");
      const file = new URL(`../completion/promptrail.${shell}`, import.meta.url);
      const script = await readFile(file, "utf8");
      return { text: script, json: { shell, script } };
    },
  });
}
