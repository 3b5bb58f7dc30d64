import { setTimeout as delay } from "node:timers/promises";
import type { Promptrail } from "@promptrail/runtime";
import { onTestFinished } from "vitest";
import { family } from "./greeting-project.js";
import { activeOf } from "./start-process.js";

/** What users do to some processes, one round after the other, until the test ends. */
export interface Load {
  /** Since its start. */
  readonly resolutions: () => number;
  /** Of resolutions and calls. */
  readonly failures: readonly unknown[];
  /** Begins to note anew which versions are served and how many milliseconds each call takes. */
  readonly note: () => LoadNotes;
  readonly stop: () => Promise<void>;
}

export interface LoadNotes {
  readonly versions: ReadonlySet<number>;
  readonly callsMs: readonly number[];
}

const resolutionsPerCall = 50;
/** Thousands of calls a second: without a pause it would be the log of calls that is measured. */
const pauseMs = 1;

export function startLoad(processes: readonly Promptrail[]): Load {
  const failures: unknown[] = [];
  let notes = { versions: new Set<number>(), callsMs: [] as number[] };
  let resolutions = 0;
  let isStopped = false;
  const use = async (promptrail: Promptrail) => {
    const { versions, callsMs } = notes;
    for (let count = 0; count < resolutionsPerCall; count += 1) {
      versions.add(activeOf(promptrail));
      resolutions += 1;
    }
    const startedAt = performance.now();
    const { version } = await promptrail.call(family, { name: "Ada" });
    callsMs.push(performance.now() - startedAt);
    versions.add(version);
  };
  const running = (async () => {
    while (!isStopped) {
      for (const promptrail of processes) {
        await use(promptrail).catch((error: unknown) => failures.push(error));
      }
      await delay(pauseMs);
    }
  })();
  const stop = () => {
    isStopped = true;
    return running;
  };
  onTestFinished(stop);
  return {
    failures,
    stop,
    resolutions: () => resolutions,
    note: () => {
      notes = { versions: new Set(), callsMs: [] };
      return notes;
    },
  };
}
