import type { Command, Option } from "commander";

/** A command as its completion knows it: what may follow its name. */
export interface CommandTree {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly CommandTree[];
  /** The names of its arguments, in their order; the last may be given many times. */
  readonly arguments: readonly string[];
  readonly options: readonly KnownOption[];
}

export interface KnownOption {
  /** `--env` */
  readonly flag: string;
  readonly description: string;
  /** The name of the value that it takes; null for none. */
  readonly value: string | null;
}

/** The program's commands and options, as plain data. */
export function toCommandTree(command: Command): CommandTree {
  const help = command.createHelp();
  return {
    name: command.name(),
    description: command.description(),
    commands: help.visibleCommands(command).map(toCommandTree),
    arguments: command.registeredArguments.map((argument) => argument.name()),
    options: help.visibleOptions(command).map(toKnownOption),
  };
}

function toKnownOption({ flags, long, description }: Option): KnownOption {
  const value = /[<[]([a-z]+)/u.exec(flags)?.[1] ?? null;
  return { flag: long ?? flags, description, value };
}
