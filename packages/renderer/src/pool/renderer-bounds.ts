import type { Bound } from "@promptrail/core/lifecycle";
import { defaultLimits } from "../limits/template-limits.js";
import { cheapShare, defaultPoolSettings, largeContextBytes, leftMs } from "./pool-settings.js";

const { workers, memoryMb, patienceMs, deadlineMs } = defaultPoolSettings;

/** The bounds of a server's rendering, as `tooling/handbook/operate/bounds.md` states them: a test compares both. */
export const rendererBounds: readonly Bound[] = [
  { name: "renders at once in workers", value: workers, unit: "workers" },
  { name: "a worker's memory", value: memoryMb, unit: "MB" },
  { name: "waiting for a worker", value: patienceMs, unit: "ms" },
  { name: "one render in a worker", value: deadlineMs, unit: "ms" },
  { name: "a render in a worker whose caller left", value: leftMs, unit: "ms" },
  {
    name: "a context that the server's own thread renders",
    value: largeContextBytes,
    unit: "bytes",
  },
  {
    name: "one render in the server's own thread",
    value: cheapShare * defaultLimits.builtTotal,
    unit: "characters, items and operations",
  },
];
