import type { ExitCode } from "./exit-code.js";
import { startAnew } from "./node/prepare-for-run.js";
import { runsEvals } from "./program/help-groups.js";

/**
 * Runs the command line of a process that is the program's own. What else the program needs is loaded afterwards: some of it touches
 * the standard streams, which a process that starts anew must not have done.
 *
 * @returns the exit code; never throws.
 */
export async function startCli(argv: readonly string[]): Promise<ExitCode> {
  if (runsEvals(argv)) startAnew();
  const { runCli } = await import("./run-cli.js");
  return runCli(argv);
}
