/** The global that marked functions call with their file's path; absent while nothing is recorded. */
export const markName = "promptrail:mark";

/** The files with a function that runs until `work` is done, in the order in which each first has one. */
async function recordOnce(work: () => Promise<void>): Promise<readonly string[]> {
  const files = new Set<string>();
  Reflect.set(globalThis, markName, (path: string) => files.add(path));
  try {
    await work();
  } finally {
    Reflect.deleteProperty(globalThis, markName);
  }
  return [...files];
}

interface Road {
  /** What is to be done before each time, without being recorded. */
  readonly prepare: () => Promise<void>;
  readonly work: () => Promise<void>;
}

/** A timer that comes up once is no part of a road: what is, runs every time. */
const times = 5;

/** The files that the work goes through every time, in the order in which they begin. */
export async function recordRoad({ prepare, work }: Road): Promise<readonly string[]> {
  const runs: (readonly string[])[] = [];
  for (let run = 0; run < times; run += 1) {
    await prepare();
    runs.push(await recordOnce(work));
  }
  const [, ...others] = runs;
  return (runs[0] ?? []).filter((file) => others.every((run) => run.includes(file)));
}
