import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

const megabyte = 1_048_576;
/** What new objects may take, and as much again to which V8 moves those that live, in bytes. */
const youngBound = 32 * megabyte;
/** Half of what they may take in a thread that is started from now on, in megabytes. */
const threadYoung = 2;
/** By how much old objects may grow, of those that lived at the last collection, before V8 looks again which live. */
const growthPercent = 30;

/** Some 30 MB in all, which is more than a young space below the bound asks for. */
const mostRounds = 60;
const objectsARound = 5_000;

/**
 * Bounds what V8 takes beside the objects that live, for the rest of this process: a long run makes much that soon is
 * garbage. Left to itself, the space of new objects grows to more than a hundred megabytes, and old ones may double before
 * they are looked at. May be called again, which costs next to nothing.
 *
 * V8 reads the greatest size of the young space only where a process starts, and by how much it grows each time it is full.
 * So the space is filled once, with a growth that takes it to the bound, and grows by nothing from then on. A V8 that has
 * another account of its spaces, or refuses, is left as it is.
 */
export function boundHeap(): void {
  try {
    if (readYoungSize() === null) return;
    setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
    // A young space that does not grow begins as it will be.
    setFlagsFromString(`--min-semi-space-size=${threadYoung}`);
    growYoung();
    setGrowth(1);
  } catch {
    // It is a process that takes more memory.
  }
}

function growYoung(): void {
  const living: object[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const size = readYoungSize() ?? youngBound;
    if (size >= youngBound) return;
    setGrowth(Math.max(2, Math.min(16, Math.floor(youngBound / size))));
    fill(living);
  }
}

function setGrowth(factor: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

function readYoungSize(): number | null {
  const spaces = getHeapSpaceStatistics();
  return spaces.find(({ space_name: name }) => name === "new_space")?.space_size ?? null;
}

/** A space grows where as much as it holds has outlived a collection. */
function fill(living: object[]): void {
  for (let at = 0; at < objectsARound; at += 1) living.push({ at, list: [at] });
}
