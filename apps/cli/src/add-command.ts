import type { Command } from "commander";
import type { CommandResult } from "./command-result.js";
import type { CommandScope, CommonOptions } from "./command-scope.js";
import type { ExitCode } from "./exit-code.js";
import { nameEnvironment } from "./name-environment.js";
import type { Terminal } from "./terminal.js";

/** Where commands hang, and where their exit code goes. */
export interface CommandHost {
  readonly program: Command;
  readonly terminal: Terminal;
  readonly finish: (exitCode: ExitCode) => void;
}

interface CommandSpec<Options extends CommonOptions> {
  /** `promote <family> <version>` */
  readonly usage: string;
  readonly summary: string;
  /** Flags of its own: `[flags, description]`. */
  readonly flags?: readonly (readonly [flags: string, description: string])[];
  /** Its text is what a model, a template or a person wrote: it is printed as it is. */
  readonly quotes?: boolean;
  readonly run: (
    scope: CommandScope,
    args: readonly string[],
    options: Options,
  ) => Promise<CommandResult>;
}

/**
 * Adds a command: every one takes `--config`, `--env` and `--json`, and prints one result, in which the
 * commands that are named as a cure are about the same environment.
 */
export function addCommand<Options extends CommonOptions>(
  { program, terminal, finish }: CommandHost,
  spec: CommandSpec<Options>,
): void {
  const command = program.command(spec.usage).description(spec.summary);
  command.option(
    "--config <file>",
    "the config file; default: promptrail.config.ts in this folder or a folder above",
  );
  command.option(
    "--env <name>",
    "the environment; default: that of the config, else PROMPTRAIL_ENV, else development",
  );
  command.option("--json", "print the result as JSON");
  for (const [flags, description] of spec.flags ?? []) command.option(flags, description);
  command.action(async () => {
    const options = command.opts<Options>();
    // Optional arguments that were not given are left out, not passed as undefined.
    const args = command.processedArgs
      .flat()
      .filter((arg): arg is string => typeof arg === "string");
    const result = await spec.run({ terminal, options }, args, options);
    const told = spec.quotes === true ? result.text : nameEnvironment(result.text, options.env);
    const text = options.json === true ? JSON.stringify(result.json, null, 2) : told;
    if (text !== "") terminal.out(text.endsWith("\n") ? text : `${text}\n`);
    finish(result.exitCode ?? 0);
  });
}
