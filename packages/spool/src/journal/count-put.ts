import type { GapLedger } from "../room/gap-ledger.js";
import type { OpenCalls } from "./open-calls.js";
import type { Put, Taken } from "./put-taken.js";

interface Books {
  readonly open: OpenCalls;
  readonly ledger: GapLedger;
}

/** Something taken of which nothing was put anywhere. */
export function toPut(taken: Taken, open: OpenCalls): Put {
  const id = "settled" in taken ? taken.settled : taken.id;
  const call = "settled" in taken ? null : taken;
  return { id, call, lost: null, number: open.findNumber(id) };
}

/** It stands on disk: the call is open no more, and what was left out of it for want of room is counted. */
export function closePut({ id, call, lost, number }: Put, { open, ledger }: Books): void {
  open.delete(id);
  if (call === null || lost === null) return;
  const { family, lane, startedAt: from } = call;
  const owed = lost === "calls" ? number : undefined;
  ledger.count({ reason: "spool_full", lost, family, lane, from, call: owed });
}

/** It stands nowhere, and is counted. */
export function losePut({ id, call, number }: Put, { open, ledger }: Books): void {
  open.delete(id);
  if (call === null) return;
  const { family, lane, startedAt: from } = call;
  ledger.count({ reason: "spool_failed", lost: "calls", family, lane, from, call: number });
}
