import { omitUndefined } from "@promptrail/core/portable";
import { type ComparedPair, type LostRuns, recordToPairSide } from "@promptrail/evals/run";
import type { BackendView } from "../../project/live/backend.js";
import { type LoggedPair, readPairs } from "../../project/live/read-pairs.js";
import { unlessForbidden } from "../../project/live/unless-forbidden.js";
import type { ComparedVersions } from "./asked-comparison.js";

interface CollectSettings extends ComparedVersions {
  readonly family: string;
  readonly since: Date | undefined;
  /** The newest so many. */
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly onProgress: (way: { readonly done: number; readonly total: number }) => void;
}

export interface CollectedPairs {
  readonly pairs: readonly ComparedPair[];
  readonly lost: LostRuns;
}

/** The newest pairs of both versions, page by page, and what is known of those that are missing. Throws the signal's reason. */
export async function collectPairs(
  view: Pick<BackendView, "shadowPairs" | "usage">,
  settings: CollectSettings,
): Promise<CollectedPairs> {
  const { family, a, b, since } = settings;
  const { pairs: found, unpaired } = await readPairs(view, { ...settings, versions: [a, b] });
  const from = since ?? found.at(-1)?.active.startedAt;
  return {
    pairs: found.map((pair) => toComparedPair(pair, a)),
    lost: { ...uncounted, unpaired, unlogged: await countUnlogged(view, family, from) },
  };
}

/** Only the processes whose shadow runs they were count these, in their metrics. */
const uncounted = {
  shed: null,
  paused: null,
  cut: null,
  step: null,
  budget: null,
  late: null,
  failed: null,
};

/** The gaps of the log in the shadow lane; null where the key may not see them. */
async function countUnlogged(
  { usage }: Pick<BackendView, "usage">,
  family: string,
  since: Date | undefined,
): Promise<number | null> {
  const request = { family, by: ["lane"] as const, ...omitUndefined({ since }) };
  const report = await unlessForbidden(usage(request), null);
  if (report === null) return null;
  return report.groups.find(({ key }) => key.lane === "shadow")?.lostCalls ?? 0;
}

/** Calls about the same person, or of one run of tools, are not independent. */
function toComparedPair({ active, shadow }: LoggedPair, a: number): ComparedPair {
  const sides = [recordToPairSide(active), recordToPairSide(shadow)] as const;
  const [ofA, ofB] = active.version === a ? sides : [sides[1], sides[0]];
  return {
    id: active.id,
    context: active.context ?? shadow.context,
    cluster: active.subject ?? active.runId,
    a: ofA,
    b: ofB,
  };
}
