import { PromptrailError } from "@promptrail/core";
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
  const path = findPath(program, argv);
  const help = `\`${["promptrail", ...path].join(" ")} --help\` shows what there is.`;
  if (code === "commander.help") {
    return new PromptrailError("request_invalid", `No command is given. ${help}`);
  }
  const [fault = "", hint = ""] = message.replace(/^error: /u, "").split("\n");
  const told = `${fault.charAt(0).toUpperCase()}${fault.slice(1)}`;
  return new PromptrailError(
    "request_invalid",
    [told.endsWith(".") ? told : `${told}.`, hint.replace(/^\((.*)\)$/u, "$1"), help]
      .filter((part) => part !== "")
      .join(" "),
  );
}

/** The names of the command that a command line is about, as far as there is one. */
function findPath(program: Command, argv: readonly string[]): readonly string[] {
  const path: string[] = [];
  let command: Command | undefined = program;
  for (const word of argv) {
    command = command.commands.find((each) => each.name() === word);
    if (command === undefined) break;
    path.push(word);
  }
  return path;
}
