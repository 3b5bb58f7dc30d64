import { type Command, Help } from "commander";
import { variables } from "./variables.js";

const exitCodes = [
  ["0", "done"],
  ["1", "a check, the gate or drift said no; inconclusive, too"],
  ["2", "wrong use or configuration"],
  ["3", "something else failed"],
] as const;

/** What the help of the program has after its commands: where to begin, exit codes, variables. */
export function programHelp(columns: number): string {
  const table = (rows: readonly (readonly [string, string])[]) => formatItems(rows, columns);
  return [
    "",
    "Examples:",
    ...[
      "promptrail init",
      "promptrail eval ticket_summary --version 2",
      "promptrail promote ticket_summary 2 --reason 'A current model' --env production",
      "promptrail rollback ticket_summary --reason 'Summaries are cut off' --env production",
    ].map((line) => `  ${line}`),
    "",
    "Exit codes:",
    table(exitCodes),
    "",
    "Environment variables:",
    table(variables),
    "",
    "promptrail COMMAND --help shows a command's options and examples.",
  ].join("\n");
}

/** Below this width a description is not wrapped: it would be a column of single words. */
const leastText = 16;

/** As the help has a command's options. These texts have no wide characters, and what measures those takes long to load. */
function formatItems(items: readonly (readonly [string, string])[], columns: number): string {
  const help = new Help();
  help.prepareContext({ helpWidth: columns });
  help.minWidthToWrap = leastText;
  const width = Math.max(...items.map(([term]) => term.length));
  return items.map(([term, text]) => help.formatItem(term, width, text, help)).join("\n");
}

/** Gives a command's help its examples. */
export function addExamples(command: Command, examples: readonly string[]): void {
  const lines = examples.map((line) => `  promptrail ${line}`);
  command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}
