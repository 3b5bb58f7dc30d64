import {
  applyDecision,
  type Command,
  type Decision,
  type FamilyState,
  hashDecision,
  type PlannedDecision,
  planDecision,
} from "@promptrail/core";
import type { SqlConnection } from "../sql/sql-pool.js";
import { readFacts } from "./read-facts.js";
import { recordDecision } from "./record-decision.js";

/** A decision that stands in the transaction, and the state after it. */
export interface Recorded {
  readonly decision: Decision;
  readonly state: FamilyState;
}

/** A family's state under the head's lock; null before its first decision. */
export interface LockedState {
  readonly head: Pick<Decision, "revision" | "hash">;
  readonly state: FamilyState | null;
}

/** What core's rules say of a command, recorded; null where it changes nothing. */
export async function planAndRecord(
  connection: SqlConnection,
  environment: string,
  { head, state }: LockedState,
  command: Command,
): Promise<Recorded | null> {
  const facts = await readFacts(connection, environment, command, state);
  const planned = planDecision(state, command, facts);
  if (planned === null) return null;
  const decision = toDecision(planned, head, facts.now);
  const next = applyDecision(state, decision);
  await recordDecision(connection, environment, decision, next);
  return { decision, state: next };
}

function toDecision(
  planned: PlannedDecision,
  head: LockedState["head"],
  decidedAt: Date,
): Decision {
  const unsigned = {
    ...planned,
    revision: head.revision + 1,
    decidedAt,
    previousHash: head.hash,
  };
  return { ...unsigned, hash: hashDecision(unsigned) };
}
