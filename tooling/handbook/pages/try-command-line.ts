import { Command, CommanderError } from "commander";
import { addCommands } from "../../../apps/cli/src/program/add-commands.ts";
import { createProcessTerminal } from "../../../apps/cli/src/terminal.ts";

/** Why the CLI would not take a command line. */
export interface CommandFault {
  /** An argument or a flag's value is missing: a sentence that names a command leaves them out. */
  readonly isIncomplete: boolean;
  readonly message: string;
}

const complete: ReadonlySet<string> = new Set(["commander.helpDisplayed", "commander.version"]);
const incomplete: ReadonlySet<string> = new Set([
  "commander.missingArgument",
  "commander.help",
  "commander.optionMissingArgument",
]);

const terminal = createProcessTerminal();

/** Has the CLI's own table of commands read a line, given without the program's name; runs nothing. */
export function tryCommandLine(words: readonly string[]): CommandFault | null {
  const program = new Command("promptrail").version("0.0.0").enablePositionalOptions();
  addCommands({ program, terminal, finish: () => {}, added: () => {} });
  for (const command of listCommands(program)) silence(command);
  try {
    program.parse([...words], { from: "user" });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (complete.has(error.code)) return null;
    return { isIncomplete: incomplete.has(error.code), message: error.message };
  }
}

function listCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(listCommands)];
}

function silence(command: Command): void {
  command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
  // A group has no action of its own: it shows its help.
  if (command.commands.length === 0) command.action(() => {});
}
