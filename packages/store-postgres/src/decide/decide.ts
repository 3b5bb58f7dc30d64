import {
  applyDecision,
  type Command,
  type Decision,
  type DecisionResult,
  hashDecision,
  type PlannedDecision,
  planDecision,
} from "@promptrail/core";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { findRepeated } from "./find-repeated.js";
import { type LockedHead, lockHead } from "./lock-head.js";
import { readFacts } from "./read-facts.js";
import { readFamily } from "./read-family.js";
import { recordDecision } from "./record-decision.js";
import { requireStorable } from "./require-storable.js";

/**
 * One command, decided by core's rules on facts that cannot change until it is recorded: every
 * decision of an environment holds its head row's lock.
 */
export async function decide(
  pool: SqlPool,
  environment: string,
  command: Command,
): Promise<DecisionResult> {
  requireStorable(command);
  return await pool.transaction(async (connection) => {
    const head = await lockHead(connection, environment);
    const state = await readFamily(connection, environment, command.family);
    const repeated = await findRepeated(connection, environment, command);
    if (repeated !== null && state !== null) {
      return { decision: repeated, alreadyApplied: true, state };
    }
    const facts = await readFacts(connection, environment, command, state);
    const planned = planDecision(state, command, facts);
    if (planned === null) {
      if (state === null)
        throw new TypeError("A family's first decision always records something.");
      return { decision: null, alreadyApplied: true, state };
    }
    const decision = toDecision(planned, head, facts.now);
    const next = applyDecision(state, decision);
    await recordDecision(connection, environment, decision, next);
    return { decision, alreadyApplied: false, state: next };
  }, statusLimit);
}

function toDecision(planned: PlannedDecision, head: LockedHead, decidedAt: Date): Decision {
  const unsigned = {
    ...planned,
    revision: head.revision + 1,
    decidedAt,
    previousHash: head.hash,
  };
  return { ...unsigned, hash: hashDecision(unsigned) };
}
