import { runCommand } from "./run-command.ts";

/**
 * Builds every package and app whose sources changed, and prints only what went wrong.
 *
 * @returns whether all of them are built.
 */
export async function buildPackages(): Promise<boolean> {
  const build = await runCommand("turbo", ["run", "build", "--output-logs=errors-only"]);
  if (build.code !== 0) console.log(build.output);
  return build.code === 0;
}
