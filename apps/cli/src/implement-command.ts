import { PromptrailError } from "@promptrail/core/errors";
import type { Command } from "commander";
import type { CommandResult } from "./command-result.js";
import type { CommandScope, CommonOptions } from "./command-scope.js";
import type { CommandDocuments, DocumentOf } from "./documents/command-documents.js";
import { printDocument } from "./documents/print-document.js";
import { nameEnvironment } from "./environment/name-environment.js";
import type { ExitCode } from "./exit-code.js";
import { describeNext } from "./present/next-steps.js";
import type { Terminal } from "./terminal.js";

interface Implementation<Options extends CommonOptions, Documents extends CommandDocuments> {
  /** What `--json` prints. */
  readonly documents: Documents;
  /** Its text is what a model, a template or a person wrote: it is printed as it is. */
  readonly quotes?: boolean;
  readonly run: (
    scope: CommandScope,
    args: readonly string[],
    options: Options,
  ) => Promise<CommandResult<DocumentOf<Documents>>>;
}

/** What a command does. */
export interface CommandWork {
  readonly documents: CommandDocuments;
  /** Does what the parsed command line asks for, and prints one result. */
  readonly perform: (terminal: Terminal, command: Command) => Promise<ExitCode>;
}

/**
 * What a command does, for its declaration to load. The commands that its result names as a cure are about the
 * environment of the command itself.
 */
export function implementCommand<
  Options extends CommonOptions,
  Documents extends CommandDocuments,
>({ documents, quotes = false, run }: Implementation<Options, Documents>): CommandWork {
  return {
    documents,
    perform: async (terminal, command) => {
      const options = command.opts<Options>();
      refuseEmpty(options);
      // Optional arguments that were not given are left out, not passed as undefined.
      const args = command.processedArgs
        .flat()
        .filter((arg): arg is string => typeof arg === "string");
      const result = await run({ terminal, options }, args, options);
      const named = quotes ? result.text : nameEnvironment(result.text, options.env);
      const told = [named, ...describeNext({ terminal, options }, result.next ?? [])].join("\n");
      if (options.json === true) terminal.out(printDocument(result.json));
      else if (told !== "") terminal.out(told.endsWith("\n") ? told : `${told}\n`);
      return result.exitCode ?? 0;
    },
  };
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
