import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

const runFile = promisify(execFile);

/** No dependency of this repository: nothing else needs it, and it brings 380 packages. */
const peer = "promptfoo@0.123.1";

const peerSchema = z.object({ bin: z.object({ promptfoo: z.string() }) });
const libsqlSchema = z.object({ optionalDependencies: z.record(z.string(), z.string()) });

/**
 * Installs it by npm, without the scripts of its packages, and of what it can do without only its database, for this machine.
 *
 * @returns the file of its command.
 */
export async function installPeer(folder: string): Promise<string> {
  await install(folder, [peer]);
  const { optionalDependencies } = libsqlSchema.parse(await readManifest(folder, "libsql"));
  const ours = `@libsql/${process.platform}-${process.arch}`;
  const built = Object.entries(optionalDependencies).filter(([name]) => name.startsWith(ours));
  await install(folder, [peer, ...built.map(([name, version]) => `${name}@${version}`)]);
  const { bin } = peerSchema.parse(await readManifest(folder, "promptfoo"));
  return join(folder, "node_modules", "promptfoo", bin.promptfoo);
}

async function install(folder: string, packages: readonly string[]): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const left = ["--ignore-scripts", "--omit=dev", "--omit=optional"];
  // A built package for another C library stays unused.
  await runFile("npm", ["install", ...quiet, ...left, "--force", ...packages], { cwd: folder });
}

async function readManifest(folder: string, name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, "node_modules", name, "package.json"), "utf8"));
}
