import type { Command, DecisionResult } from "@promptrail/core";
import { announce } from "../announcements/announce.js";
import { decisionLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { findRepeated } from "./find-repeated.js";
import { lockHead } from "./lock-head.js";
import { lookAgain } from "./look-again.js";
import { planAndRecord } from "./plan-and-record.js";
import { readFamily } from "./read-family.js";
import { requireStorable } from "./require-storable.js";

/**
 * One command, decided by core's rules on facts that cannot change until it is recorded: every
 * decision of an environment holds its head row's lock. A declaration of the family that waited for
 * the decision is recorded after it, in the same transaction.
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
      return { decision: repeated, alreadyApplied: true, followUp: null, state };
    }
    const recorded = await planAndRecord(connection, environment, { head, state }, command);
    if (recorded === null) {
      if (state === null)
        throw new TypeError("A family's first decision always records something.");
      return { decision: null, alreadyApplied: true, followUp: null, state };
    }
    const { decision, state: decided } = recorded;
    const locked = { head: decision, state: decided };
    const again = await lookAgain(connection, environment, locked, decision);
    const followUps = again === null ? [] : [again.decision];
    await announce(connection, environment, head.announcementKey, [decision, ...followUps]);
    return {
      decision,
      alreadyApplied: false,
      followUp: again?.decision ?? null,
      state: again?.state ?? decided,
    };
  }, decisionLimit);
}
