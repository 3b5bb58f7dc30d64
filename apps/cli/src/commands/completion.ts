import { readFile } from "node:fs/promises";
import { shells } from "../completion/complete-words.js";
import { completionDocument } from "../documents/project-documents.js";
import { implementCommand } from "../implement-command.js";
import { parseChoices } from "../project/parse-options.js";

export const completionCommand = implementCommand({
  documents: { completion: completionDocument },
  quotes: true,
  run: async (_scope, named) => {
    const [shell = "bash"] = parseChoices(named, shells, "The shell");
    const file = new URL(`../completion/promptrail.${shell}`, import.meta.url);
    const script = await readFile(file, "utf8");
    return { text: script, json: { shell, script } };
  },
});
