import { PromptrailError } from "@promptrail/core";
import type { Command } from "commander";
import type { CommandResult } from "./command-result.js";
import type { CommandScope, CommonOptions } from "./command-scope.js";
import type { CommandDocuments, DocumentOf } from "./documents/command-documents.js";
import { printDocument } from "./documents/print-document.js";
import { nameEnvironment } from "./environment/name-environment.js";
import type { ExitCode } from "./exit-code.js";
import { describeNext } from "./present/next-steps.js";
import type { Terminal } from "./terminal.js";

/** Where commands hang, and where their exit code goes. */
export interface CommandHost {
  readonly program: Command;
  readonly terminal: Terminal;
  readonly finish: (exitCode: ExitCode) => void;
  /** Told of each command that is added. */
  readonly added: (command: Command, facts: CommandFacts) => void;
}

/** What is known of a command beside its arguments and options. */
export interface CommandFacts {
  /** What `--json` prints. */
  readonly documents: CommandDocuments;
  /** Command lines as a user types them, without `promptrail`. */
  readonly examples: readonly string[];
}

interface CommandSpec<Options extends CommonOptions, Documents extends CommandDocuments>
  extends CommandFacts {
  /** `promote <family> <version>` */
  readonly usage: string;
  readonly summary: string;
  readonly documents: Documents;
  /** Flags of its own: `[flags, description]`. */
  readonly flags?: readonly (readonly [flags: string, description: string])[];
  /** Its text is what a model, a template or a person wrote: it is printed as it is. */
  readonly quotes?: boolean;
  readonly run: (
    scope: CommandScope,
    args: readonly string[],
    options: Options,
  ) => Promise<CommandResult<DocumentOf<Documents>>>;
}

/**
 * Adds a command: every one takes `--config`, `--env` and `--json`, and prints one result, in which the
 * commands that are named as a cure are about the same environment.
 */
export function addCommand<Options extends CommonOptions, Documents extends CommandDocuments>(
  { program, terminal, finish, added }: CommandHost,
  spec: CommandSpec<Options, Documents>,
): void {
  const command = program.command(spec.usage).description(spec.summary);
  for (const [flags, description] of spec.flags ?? []) command.option(flags, description);
  addCommonOptions(command);
  command.action(async () => {
    const options = command.opts<Options>();
    refuseEmpty(options);
    // Optional arguments that were not given are left out, not passed as undefined.
    const args = command.processedArgs
      .flat()
      .filter((arg): arg is string => typeof arg === "string");
    const result = await spec.run({ terminal, options }, args, options);
    const named = spec.quotes === true ? result.text : nameEnvironment(result.text, options.env);
    const told = [named, ...describeNext({ terminal, options }, result.next ?? [])].join("\n");
    if (options.json === true) terminal.out(printDocument(result.json));
    else if (told !== "") terminal.out(told.endsWith("\n") ? told : `${told}\n`);
    finish(result.exitCode ?? 0);
  });
  added(command, { documents: spec.documents, examples: spec.examples });
}

/** @throws PromptrailError `request_invalid` for a name that a variable which is not set has left empty. */
function refuseEmpty({ env, config }: CommonOptions): void {
  const empty = env === "" ? "--env" : config === "" ? "--config" : null;
  if (empty === null) return;
  const value = empty === "--env" ? "the name of an environment" : "the name of a file";
  throw new PromptrailError(
    "request_invalid",
    `${empty} is empty: perhaps a variable that it is given is not set. Write ${value} after it, or leave ${empty} out.`,
  );
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
