import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cheapWebAssembly } from "../../../tooling/test/run/cheap-web-assembly.ts";
import { copyEmbeddedStore } from "../../../tooling/test/run/embedded-store-template.ts";
import { isLong } from "../../../tooling/test/run/random-runs.ts";
import { runInHost } from "./process/command-hosts.js";

const bin = fileURLToPath(new URL("../bin/promptrail.mjs", import.meta.url));
const modules = fileURLToPath(new URL("../node_modules", import.meta.url));

/** Nothing else of the machine that the tests run on. */
const { PATH, NODE_COMPILE_CACHE } = process.env;
const usualEnvironment = { PATH, NODE_COMPILE_CACHE, PROMPTRAIL_ACTOR: "ada" };

export interface CliRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** A user's project in a folder of its own, and the real command on it. */
export interface CliProject {
  readonly folder: string;
  /**
   * The command in a process that may have run others of the file before: with all that a process has but a start of
   * its own. `npm run test:long` gives each its own.
   */
  readonly run: (...args: readonly string[]) => Promise<CliRun>;
  /** In a process of its own, for what only such a one shows. */
  readonly runAlone: (...args: readonly string[]) => Promise<CliRun>;
  /** The same in a folder below the project's. */
  readonly runIn: (place: string, ...args: readonly string[]) => Promise<CliRun>;
  /** Starts a command that goes on; `waitFor` resolves with the match in what it prints. */
  readonly start: (...args: readonly string[]) => StartedCommand;
  /** The same, where a shell's script has first changed what the process finds: its mounts, its limits. */
  readonly startAfter: (script: string, ...args: readonly string[]) => StartedCommand;
  /** The same below a shell that a signal ends and that passes none on, as npm starts a command. */
  readonly startBelowShell: (...args: readonly string[]) => StartedCommand;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

export interface StartedCommand {
  readonly waitFor: (pattern: RegExp) => Promise<string>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Reads no more of its output, as `head` does. */
  readonly closeOutput: () => void;
  readonly ended: Promise<CliRun>;
}

export async function createCliProject(
  environment: Readonly<Record<string, string>> = {},
): Promise<CliProject> {
  const folder = await mkdtemp(join(tmpdir(), "promptrail-cli-"));
  await symlink(modules, join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  const started: StartedCommand[] = [];
  const begin = (args: readonly string[], launcher: readonly string[] = []) => {
    const command = startCommand(folder, args, environment, launcher);
    started.push(command);
    return command;
  };
  const start = (...args: readonly string[]) => begin(args);
  const run = (place: string, args: readonly string[]) =>
    isLong
      ? startCommand(place, args, environment).ended
      : runInHost(place, args, { ...usualEnvironment, ...environment });
  return {
    folder,
    start,
    startAfter: (script, ...args) =>
      begin(args, ["unshare", "--mount", "sh", "-ec", `${script}; exec "$0" "$@"`]),
    startBelowShell: (...args) => begin(args, ["sh", "-c", '"$0" "$@"; exit $?']),
    run: (...args) => run(folder, args),
    runAlone: (...args) => start(...args).ended,
    runIn: (place, ...args) => run(join(folder, place), args),
    write: async (path, text) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    remove: async () => {
      // A test that failed in the middle leaves its server behind.
      for (const command of started) command.signal("SIGKILL");
      await Promise.all(started.map(({ ended }) => ended));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A project whose embedded store is there, migrated and empty, for tests of what comes after that. */
export async function createStoredProject(
  environment: Readonly<Record<string, string>> = {},
): Promise<CliProject> {
  const project = await createCliProject(environment);
  await copyEmbeddedStore(project.folder);
  return project;
}

function startCommand(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  launcher: readonly string[] = [],
): StartedCommand {
  const [program = "", ...words] = [...launcher, process.execPath, cheapWebAssembly, bin, ...args];
  const child = spawn(program, words, {
    cwd: folder,
    env: { ...usualEnvironment, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  const listeners = new Set<() => void>();
  const heard = () => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    heard();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
    heard();
  });
  const ended = new Promise<CliRun>((resolve) => {
    child.on("close", (code) => resolve({ exitCode: code ?? 128, out, err }));
  });
  const waitFor = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(out + err)?.[0];
        if (found === undefined) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
      void ended.then((run) => reject(new Error(`It ended first:\n${run.out}${run.err}`)));
    });
  return {
    waitFor,
    ended,
    signal: (name) => void child.kill(name),
    closeOutput: () => void child.stdout.destroy(),
  };
}
