import { Command } from "commander";
import type { DeclaredCommand } from "../declared/declared-command.js";
import type { ExitCode } from "../exit-code.js";
import { addExamples, programHelp } from "../help/help-texts.js";
import type { Terminal } from "../terminal.js";
import { version } from "../version.js";
import { addCommands } from "./add-commands.js";

/** A command with all that is known of it. */
export interface KnownCommand extends DeclaredCommand {
  /** `keys add` */
  readonly path: string;
  /** The title under which the help has it, or the group that it is of. */
  readonly group: string;
  readonly command: Command;
}

export interface Program {
  readonly program: Command;
  /** Every command that does something, in the order of the help. */
  readonly commands: readonly KnownCommand[];
}

interface ProgramSettings {
  readonly finish: (exitCode: ExitCode) => void;
  /** True where standard error is no place for a help. */
  readonly isQuiet: boolean;
}

/** The program with every command. It throws a `CommanderError` where the parser would end the process. */
export function createProgram(terminal: Terminal, { finish, isQuiet }: ProgramSettings): Program {
  const commands: KnownCommand[] = [];
  const program = new Command("promptrail")
    .description("Prompts as code: versions, evals, promotion, rollback.")
    .version(version)
    // After a command's name, --version is the command's own.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: isQuiet ? () => {} : terminal.err,
      // What is wrong is told by whoever runs the program.
      outputError: () => {},
      getOutHelpWidth: () => helpWidth(terminal),
      getErrHelpWidth: () => helpWidth(terminal),
    })
    .addHelpText("after", () => programHelp(helpWidth(terminal)));
  addCommands({
    program,
    terminal,
    finish,
    added: (command, declared) => {
      addExamples(command, declared.examples);
      commands.push({ ...declared, path: toPath(command), group: toGroup(command), command });
    },
  });
  return { program, commands };
}

/** What is printed to a file is read as a text, too. */
function helpWidth({ columns }: Terminal): number {
  return Math.min(columns, 100);
}

function toGroup(command: Command): string {
  const { parent } = command;
  return parent?.parent ? toGroup(parent) : command.helpGroup().replace(/:$/u, "");
}

function toPath(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${toPath(parent)} ${command.name()}` : command.name();
}
