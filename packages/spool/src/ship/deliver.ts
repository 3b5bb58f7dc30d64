import type { CallGap, CallLog, LoggedCall } from "@promptrail/core/call-log";
import { PromptrailError, toErrorText } from "@promptrail/core/errors";
import { toStableId } from "../segment/stable-id.js";
import type { WaitingSegment } from "../segment/waiting-segment.js";
import { appendEach } from "./append-each.js";
import type { DeadLetters } from "./dead-letters.js";

export interface Delivery {
  readonly log: Pick<CallLog, "append" | "appendGaps">;
  readonly dead: DeadLetters;
  readonly isErased: (subject: string) => boolean;
  readonly onProblem: (error: unknown) => void;
}

/** Brings calls of a segment; what the call log refuses is put aside and counted with the segment. */
export async function deliverCalls(
  calls: readonly LoggedCall[],
  segment: Pick<WaitingSegment, "id" | "refused">,
  { log, dead, isErased, onProblem }: Delivery,
): Promise<void> {
  const kept = calls.filter(({ subject }) => subject === null || !isErased(subject));
  let why: unknown = null;
  const refused = await appendEach(kept, (items) =>
    log.append(items).catch((error: unknown) => {
      why = error;
      throw error;
    }),
  );
  // Once for all of them: a fault of a release may touch each of thousands.
  if (refused.length > 0) onProblem(toRefusal(refused, why));
  for (const call of refused) {
    dead.keep(call);
    countRefused(call, segment);
  }
}

/** Brings gaps; one that the call log refuses is put aside, and reported. */
export async function deliverGaps(
  gaps: readonly CallGap[],
  { log, dead, onProblem }: Delivery,
): Promise<void> {
  const refused = await appendEach(gaps, (items) => log.appendGaps(items));
  for (const gap of refused) {
    dead.keep(gap);
    onProblem(new Error(`The call log refuses a gap: ${JSON.stringify(gap)}`));
  }
}

function toRefusal(calls: readonly LoggedCall[], cause: unknown): PromptrailError {
  const [first] = calls;
  const count = calls.length === 1 ? "a call" : `${calls.length} calls, the first of them`;
  return new PromptrailError(
    "call_rejected",
    `The call log refuses ${count} ${first?.id} of family "${first?.family}": ${toErrorText(cause)} What it refuses is kept in the spool's folder \`dead\`, and counted as a gap with the reason \`rejected\`.`,
    { calls: calls.length, call: first?.id ?? null, family: first?.family ?? null },
    cause,
  );
}

function countRefused(
  { family, lane, startedAt }: LoggedCall,
  { id, refused }: Pick<WaitingSegment, "id" | "refused">,
): void {
  const key = JSON.stringify([family, lane]);
  const known = refused.get(key);
  refused.set(key, {
    id: known?.id ?? toStableId(id, `refused ${key}`),
    reason: "rejected",
    lost: "calls",
    family,
    lane,
    count: (known?.count ?? 0) + 1,
    from: new Date(Math.min(Number(known?.from ?? startedAt), Number(startedAt))),
    to: new Date(Math.max(Number(known?.to ?? startedAt), Number(startedAt))),
  });
}
