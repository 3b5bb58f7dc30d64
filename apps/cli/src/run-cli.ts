import { Console } from "node:console";
import { Writable } from "node:stream";
import { toErrorText } from "@promptrail/core/errors";
import { CommanderError } from "commander";
import { nameEnvironment } from "./environment/name-environment.js";
import { type ExitCode, toExitCode } from "./exit-code.js";
import { printError } from "./failure/print-error.js";
import { tellUncaught } from "./failure/tell-uncaught.js";
import { tellUnfinished } from "./failure/tell-unfinished.js";
import { isAnswered, toUsageError } from "./failure/usage-error.js";
import { createProgram } from "./program/create-program.js";
import { createProcessTerminal, type Terminal, toShowingTerminal } from "./terminal.js";

/** Runs one command line, without the program's name. Returns the exit code; never throws. */
export async function runCli(argv: readonly string[], writer?: Terminal): Promise<ExitCode> {
  const terminal = toShowingTerminal(writer ?? createProcessTerminal());
  // Also where the command line is so wrong that no command reads it.
  const isJson = argv.includes("--json");
  // Where somebody else has the terminal, the process is theirs.
  if (writer === undefined) {
    tellUncaught(terminal, isJson);
    // What a project's own code prints is for people: the command's output may be a document.
    globalThis.console = new Console(toStream(terminal.err));
  }
  const isDone = writer === undefined ? tellUnfinished(terminal, isJson) : () => {};
  let exitCode: ExitCode = 0;
  const finish = (code: ExitCode) => {
    exitCode = code;
  };
  const { program } = createProgram(terminal, { finish, isQuiet: isJson });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && isAnswered(error, isJson)) {
      return error.exitCode === 0 ? 0 : 2;
    }
    const told = error instanceof CommanderError ? toUsageError(program, argv, error) : error;
    const text = nameVariable(toErrorText(told));
    const message = nameEnvironment(text, findEnvironmentFlag(argv));
    printError(terminal, { error: told, message, isJson });
    return toExitCode(told);
  } finally {
    isDone();
  }
}

function toStream(write: (text: string) => void): Writable {
  return new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      write(Buffer.from(chunk).toString("utf8"));
      done();
    },
  });
}

/** A server's answer names the header of a request; whoever runs a command sets a variable. */
function nameVariable(message: string): string {
  return message.replace(
    "Send a valid key as `Authorization: Bearer <key>`.",
    "Set PROMPTRAIL_KEY to a valid key; `promptrail keys add`, where the store is, makes one.",
  );
}

/** What `--env` says: the command that failed may be the very one that reads it. */
function findEnvironmentFlag(argv: readonly string[]): string | undefined {
  const index = argv.findIndex((word) => word === "--env" || word.startsWith("--env="));
  return argv[index] === "--env" ? argv[index + 1] : argv[index]?.slice("--env=".length);
}
