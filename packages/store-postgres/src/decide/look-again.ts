import { type Attribution, type FamilyState, reconsider } from "@promptrail/core";
import type { SqlConnection } from "../sql/sql-pool.js";
import { type LockedState, planAndRecord, type Recorded } from "./plan-and-record.js";
import { toStorable } from "./require-storable.js";

/** A family under the head's lock, whose declaration may wait. */
interface WaitingState extends LockedState {
  readonly state: FamilyState;
}

/** Decides the family's waiting declaration again; null where none waits, or where it still does. */
export async function lookAgain(
  connection: SqlConnection,
  environment: string,
  locked: WaitingState,
  by: Pick<Attribution, "actor" | "source">,
): Promise<Recorded | null> {
  const command = reconsider(locked.state, by);
  if (command === null) return null;
  // The reason repeats what the gate said of the model's texts, which may hold anything.
  const again = { ...command, reason: toStorable(command.reason), actor: toStorable(by.actor) };
  return await planAndRecord(connection, environment, locked, again);
}
