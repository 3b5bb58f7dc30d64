import { runCli } from "../../src/run-cli.js";
import { createProcessTerminal, type Terminal } from "../../src/terminal.js";
import type { CliRun } from "../cli-project.js";

const terminal = createProcessTerminal();

/**
 * A command in the test's own process, where a process of its own would show nothing more and take a second: as a
 * program that nobody watches.
 */
export async function runInProcess(
  argv: readonly string[],
  place: Partial<Pick<Terminal, "folder" | "environment">> = {},
): Promise<CliRun> {
  const printed = { out: "", err: "" };
  const exitCode = await runCli(argv, {
    ...terminal,
    ...place,
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
  });
  return { exitCode, ...printed };
}
