import type { Command } from "commander";
import type { DeclaredCommand } from "../declared/declared-command.js";
import type { ExitCode } from "../exit-code.js";
import { prepareForRun } from "../node/prepare-for-run.js";
import type { Terminal } from "../terminal.js";

/** Where commands hang, and where their exit code goes. */
export interface CommandHost {
  readonly program: Command;
  readonly terminal: Terminal;
  readonly finish: (exitCode: ExitCode) => void;
  /** Told of each command that is added. */
  readonly added: (command: Command, declared: DeclaredCommand) => void;
}

/** Adds a command: every one takes `--config`, `--env` and `--json`, and is loaded when it is chosen. */
export function addCommand(
  { program, terminal, finish, added }: CommandHost,
  declared: DeclaredCommand,
): void {
  const command = program.command(declared.usage).description(declared.summary);
  for (const [flags, description] of declared.flags ?? []) command.option(flags, description);
  addCommonOptions(command);
  command.action(async () => {
    if (declared.runsEvals === true) prepareForRun();
    const { perform } = await declared.load();
    finish(await perform(terminal, command));
  });
  added(command, declared);
}

function addCommonOptions(command: Command): void {
  command
    .optionsGroup("Options of every command:")
    .option(
      "--config <file>",
      "the config file; default: promptrail.config.ts in this folder or a folder above",
    )
    .option(
      "--env <environment>",
      "the environment; default: that of the config, else PROMPTRAIL_ENV, else development",
    )
    .option("--json", "print one JSON document instead of text, errors included");
}
