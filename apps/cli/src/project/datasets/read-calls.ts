import { omitUndefined } from "@promptrail/core/portable";
import { mostListedCalls } from "@promptrail/http-api";
import type { BackendView } from "../live/backend.js";

type LoggedCall = Awaited<ReturnType<BackendView["calls"]>>["calls"][number];

export interface ReadCalls {
  /** Newest first; of a run of tools its first step, since all have one context. */
  readonly calls: readonly LoggedCall[];
  /** True where older ones were left. */
  readonly isCapped: boolean;
}

interface ReadCallsRequest {
  readonly family: string;
  readonly since: Date;
  /** How many calls are looked at. */
  readonly most: number;
  readonly onProgress: (read: number) => void;
}

/** The newest production calls of a family since a time. Throws what reading the call log throws. */
export async function readProductionCalls(
  view: Pick<BackendView, "calls">,
  { family, since, most, onProgress }: ReadCallsRequest,
): Promise<ReadCalls> {
  const found = new Map<string, LoggedCall>();
  let before: Date | undefined;
  for (;;) {
    const { calls } = await view.calls({
      family,
      since,
      lane: "production",
      limit: mostListedCalls,
      ...omitUndefined({ before }),
    });
    const fresh = calls.filter(({ id }) => !found.has(id));
    for (const call of fresh) found.set(call.id, call);
    onProgress(found.size);
    const oldest = calls.at(-1)?.startedAt;
    const isEnd = oldest === undefined || calls.length < mostListedCalls;
    if (isEnd || found.size >= most) {
      const isCapped = !isEnd || found.size > most;
      return { calls: firstSteps([...found.values()].slice(0, most)), isCapped };
    }
    // The next page may begin in the millisecond in which this one ended; one that brought nothing new has seen it whole.
    before = new Date(oldest.getTime() + (fresh.length === 0 ? 0 : 1));
  }
}

function firstSteps(calls: readonly LoggedCall[]): readonly LoggedCall[] {
  return calls.filter(({ step }) => step === null || step === 1);
}

/** Whose calls are not independent of each other: the subject's, as the log stores it, else the run's. */
export function clusterOf({
  subject,
  runId,
}: Pick<LoggedCall, "subject" | "runId">): string | null {
  return subject ?? runId;
}
