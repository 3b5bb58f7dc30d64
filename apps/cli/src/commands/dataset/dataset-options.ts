import type { CommonOptions } from "../../command-scope.js";
import { parseCount, parseMoment } from "../../project/parse-options.js";

/** Which calls of production a command looks at. */
export interface CallsOptions extends CommonOptions {
  readonly since?: string;
  readonly calls?: string;
}

export interface AskedCalls {
  readonly since: Date;
  /** How many calls are looked at, the newest first. */
  readonly most: number;
}

/** The declaration tells them in its help. */
const usualSince = "28d";
const usualCalls = "2000";
/** In memory, as figures and texts. */
const mostCalls = 100_000;

/** @throws PromptrailError `request_invalid`, which names the flag. */
export function readCallsOptions({ since, calls }: CallsOptions): AskedCalls {
  return {
    since: parseMoment(since ?? usualSince, "--since"),
    most: parseCount(calls ?? usualCalls, "--calls", { most: mostCalls }),
  };
}
