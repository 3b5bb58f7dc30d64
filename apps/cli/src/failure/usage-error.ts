import { PromptrailError } from "@promptrail/core/errors";
import type { Command, CommanderError } from "commander";

/** True where the parser ended the run with what was asked for: a help, the version; and a help for no command. */
export function isAnswered({ code, exitCode }: CommanderError, isJson: boolean): boolean {
  return exitCode === 0 || (code === "commander.help" && !isJson);
}

/** What the parser found wrong with a command line, as an error of ours. */
export function toUsageError(
  program: Command,
  argv: readonly string[],
  { code, message }: CommanderError,
): PromptrailError {
  const commands = findCommands(program, argv);
  const path = commands.map((each) => each.name());
  const help = `\`${["promptrail", ...path].join(" ")} --help\` shows what there is.`;
  if (code === "commander.help") {
    return new PromptrailError("request_invalid", `No command is given. ${help}`);
  }
  const [fault = "", hint = ""] = message.replace(/^error: /u, "").split("\n");
  const told = `${fault.charAt(0).toUpperCase()}${fault.slice(1)}`;
  const taker = code === "commander.missingArgument" ? findTaker(commands.at(-1), argv) : undefined;
  const order =
    taker === undefined
      ? ""
      : `${taker} takes all words behind it up to the next option: write the arguments before ${taker}.`;
  return new PromptrailError(
    "request_invalid",
    [told.endsWith(".") ? told : `${told}.`, hint.replace(/^\((.*)\)$/u, "$1"), order, help]
      .filter((part) => part !== "")
      .join(" "),
  );
}

/** The option that may have taken the argument that is missing: the last one given that takes several words. */
function findTaker(command: Command | undefined, argv: readonly string[]): string | undefined {
  const takers = command?.options.filter(({ variadic }) => variadic).map(({ long }) => long) ?? [];
  return argv.findLast((word) => takers.includes(word));
}

/** The command that a command line is about and those above it, as far as there are any. */
function findCommands(program: Command, argv: readonly string[]): readonly Command[] {
  const found: Command[] = [];
  let command: Command | undefined = program;
  for (const word of argv) {
    command = command.commands.find((each) => each.name() === word);
    if (command === undefined) break;
    found.push(command);
  }
  return found;
}
