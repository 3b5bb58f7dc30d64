import type { Bound } from "@promptrail/core/lifecycle";
import { mostContent } from "./content/content-writer.js";

/**
 * What is kept of calls that have not ended. A call over HTTP takes at most 600,000 ms, so that one which is older is
 * mostly a stream that nobody reads any more.
 */
export const openDefaults = { mostOpen: 10_000, longestMs: 900_000 } as const;

/** The bounds of this observer, as `tooling/handbook/operate/bounds.md` states them: a test compares both. */
export const otelBounds: readonly Bound[] = [
  { name: "calls with an open span", value: openDefaults.mostOpen, unit: "calls" },
  { name: "an open span of a call", value: openDefaults.longestMs, unit: "ms" },
  { name: "content of a call on its span", value: mostContent, unit: "characters" },
];
