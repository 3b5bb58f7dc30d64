import { fstatSync, statSync } from "node:fs";
import { dirname, sep } from "node:path";
import { watch } from "chokidar";
import { readReachedFiles } from "../code/reached-files.js";

interface WatchProjectSettings {
  /** The config's file: its folder is watched, and what it imports from outside of that. */
  readonly config: string;
  /** Files that a run writes: a change of theirs is none. */
  readonly outputs: readonly string[];
  /** Told of each file that was written, made or removed. */
  readonly onChange: (file: string) => void;
}

/** What is installed, built or kept by tools is no part of what somebody edits. */
const foreign = new Set(["node_modules", "dist", "coverage"]);

/** Watches a project's files until the returned function is called: prompts, suites, datasets, the config. */
export async function watchProject({
  config,
  outputs,
  onChange,
}: WatchProjectSettings): Promise<() => Promise<void>> {
  const projectFolder = dirname(config);
  const reached = await readReachedFiles(config);
  const watcher = watch([projectFolder, ...reached.map(({ path }) => path)], {
    ignoreInitial: true,
    // An editor may write a file in parts.
    awaitWriteFinish: { stabilityThreshold: 100, pollInterval: 20 },
    ignored: (path) =>
      isForeign(path.slice(projectFolder.length)) || outputs.some((each) => isDraft(path, each)),
  });
  const tell = (file: string) => {
    if (!isOwnOutput(file)) onChange(file);
  };
  for (const event of ["add", "change", "unlink"] as const) watcher.on(event, tell);
  await new Promise<void>((resolve, reject) => {
    watcher.once("ready", resolve);
    watcher.once("error", reject);
  });
  return () => watcher.close();
}

/** The file itself, or one beside it that takes its place once it is whole. */
function isDraft(path: string, output: string): boolean {
  return path === output || (path.startsWith(`${output}.`) && path.endsWith(".tmp"));
}

/** What this command prints may go into a file of the folder: each run would begin the next one. */
function isOwnOutput(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return [1, 2].some((stream) => {
    const own = fstatSync(stream);
    return own.isFile() && own.ino === found?.ino && own.dev === found.dev;
  });
}

/** Below the project's folder: a folder of a tool, or one whose name begins with a dot. */
function isForeign(path: string): boolean {
  return path
    .split(sep)
    .some((name) => foreign.has(name) || (name.startsWith(".") && !/^\.{1,2}$/.test(name)));
}
