import { accessSync, constants } from "node:fs";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

const megabyte = 1_048_576;
/** What new objects may take, in bytes; V8 keeps as much again, to which it moves those that live. */
const youngBound = 8 * megabyte;
/** Of a space, its pages' own heads are no room for objects. */
const roomShare = 0.95;
/** Half of what they may take in a thread that is started from now on, in megabytes. */
const threadYoung = 2;
/** By how much old objects may grow, of those that lived at the last collection, before V8 looks again which live. */
const growthPercent = 20;

/** Some 30 MB in all, which is more than a young space below the bound asks for. */
const mostRounds = 60;
const objectsARound = 5_000;

/** How often a function is called before TurboFan takes it; V8's own number is 3,000. */
const callsBeforeTurboFan = 100_000;

/** Versions of V8 whose flags are known: another one may not have them, and would say so on the terminal, or not start. */
const knownVersions = /^1[2-4]\./;

/**
 * V8 reads it only where a process starts. Without it, V8's threads compile beside the program's own, and what they took from malloc
 * for that is not given back: 20 MB, which differ from run to run.
 */
const startOption = "--no-concurrent-recompilation";

/** What of `NODE_OPTIONS` is bound to this process. */
const debuggers = /inspect/;

/**
 * Sets V8 up for a process that runs evals, for the rest of this process: it takes less memory beside the objects that live, and less time to
 * compile. Of commands alone: a library sets no flags of the process in which it runs. May be called again, which costs next
 * to nothing. A V8 that has another account of its spaces, or refuses, is left as it is.
 */
export function prepareForRun(): void {
  if (!knownVersions.test(process.versions.v8)) return;
  try {
    compileLater();
    boundHeap();
  } catch {
    // It is a process that takes more.
  }
}

/**
 * Starts Node once more in the place of this process, with the option that it reads at a start alone: the same command line, folder,
 * environment, standard streams and process id. Nothing after it is run. Of a program's own process alone, and before anything of it
 * has touched a standard stream: what Node changes of one, it takes back where a process ends, and this one does not.
 *
 * It returns, and the process goes on as it is, where it was started so already or with options of somebody else; where somebody
 * talks to it by a debugger or a channel, which would end; and where the system, or another V8, has no such start.
 */
export function startAnew(): void {
  const { execPath, execArgv, argv, env, versions } = process;
  if (execArgv.length > 0 || debuggers.test(env["NODE_OPTIONS"] ?? "")) return;
  if (process.platform === "win32" || process.connected) return;
  if (!knownVersions.test(versions.v8)) return;
  try {
    // Node aborts where there is no such file.
    accessSync(execPath, constants.X_OK);
    process.execve?.(execPath, [execPath, startOption, ...argv.slice(1)], env);
  } catch {
    // Not permitted, or gone: it is a process that takes more.
  }
}

/**
 * What V8's greatest compiler makes is little faster than what V8 has by then, and to make it takes as long as some thousand
 * cases: in a run of seconds, on a machine of few cores, the calls wait for it. Long loops are compiled as before.
 */
function compileLater(): void {
  setFlagsFromString(`--invocation-count-for-turbofan=${callsBeforeTurboFan}`);
}

/**
 * A long run makes much that soon is garbage. Left to itself, the space of new objects grows to more than a hundred megabytes, and old
 * ones may double before they are looked at.
 *
 * V8 reads the greatest size of the young space only where a process starts, and by how much it grows each time it is full.
 * So the space is filled once, with a growth that takes it to the bound, and grows by next to nothing from then on.
 */
function boundHeap(): void {
  if (readYoungRoom() === null) return;
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
  // A young space that does not grow begins as it will be.
  setFlagsFromString(`--min-semi-space-size=${threadYoung}`);
  growYoung();
  setGrowth(1);
}

function growYoung(): void {
  const living: object[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    if ((readYoungRoom() ?? youngBound) >= roomShare * youngBound) return;
    setGrowth(2);
    fill(living);
  }
}

function setGrowth(factor: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

/**
 * For new objects, in bytes. A space's size is another thing: it counts the half to which V8 moves those that live, but only while that
 * half is there.
 */
function readYoungRoom(): number | null {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
  return young === undefined ? null : young.space_used_size + young.space_available_size;
}

/** A space grows where as much as it holds has outlived a collection. */
function fill(living: object[]): void {
  for (let at = 0; at < objectsARound; at += 1) living.push({ at, list: [at] });
}
