import { isPromptrailError } from "@promptrail/core";
import { findRefusal, isError, toErrorText } from "@promptrail/core/errors";
import { Command, CommanderError } from "commander";
import { addCommands } from "./add-commands.js";
import { type ExitCode, tellUncaught, toExitCode } from "./exit-code.js";
import { nameEnvironment } from "./name-environment.js";
import { createProcessTerminal, type Terminal, toShowingTerminal } from "./terminal.js";
import { version } from "./version.js";

/** Runs one command line, without the program's name. Returns the exit code; never throws. */
export async function runCli(argv: readonly string[], writer?: Terminal): Promise<ExitCode> {
  const terminal = toShowingTerminal(writer ?? createProcessTerminal());
  // Where somebody else has the terminal, the process is theirs.
  if (writer === undefined) tellUncaught(terminal);
  let exitCode: ExitCode = 0;
  const program = new Command("promptrail")
    .description("Prompts as code: versions, evals, promotion, rollback.")
    .version(version)
    // After a command's name, --version is the command's own.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError("(--help shows the options)");
  const finish = (code: ExitCode) => {
    exitCode = code;
  };
  addCommands({ program, terminal, finish });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const message = toErrorText(error);
    const told = nameEnvironment(message, findEnvironmentFlag(argv));
    printError(terminal, error, told, argv.includes("--json"));
    return toExitCode(error);
  }
}

/** What `--env` says: the command that failed may be the very one that reads it. */
function findEnvironmentFlag(argv: readonly string[]): string | undefined {
  const index = argv.findIndex((word) => word === "--env" || word.startsWith("--env="));
  return argv[index] === "--env" ? argv[index + 1] : argv[index]?.slice("--env=".length);
}

function printError(
  { out, err, colors }: Terminal,
  error: unknown,
  message: string,
  json: boolean,
): void {
  // Here, or from a server: its text is in no message.
  const refusal =
    findRefusal(error) ?? (isPromptrailError(error) ? error.data["refusal"] : undefined);
  if (json) {
    const { code, data } = isPromptrailError(error) ? error : { code: "unexpected", data: {} };
    const told = refusal === undefined ? data : { ...data, refusal };
    out(`${JSON.stringify({ error: { code, message, data: told } }, null, 2)}\n`);
    return;
  }
  // For whoever looks it up in the handbook, or in the answer of a server.
  const code = isPromptrailError(error) ? ` ${colors.dim(`(${error.code})`)}` : "";
  err(`${colors.red("✗")} ${message}${code}\n`);
  if (typeof refusal === "string") err(`  ${refusal}\n`);
  // A stack helps with our own mistakes only, not with a folder that cannot be written.
  const isOurs = !isPromptrailError(error) && isError(error) && !("syscall" in error);
  if (isOurs && error.stack !== undefined) {
    err(`${colors.dim(error.stack)}\n`);
  }
}
