import type { Decision } from "@promptrail/core";
import type { FamilyState, FaultyModel, StatusStore } from "@promptrail/core/lifecycle";
import { mostAtOnce } from "./read-contents.js";

/** A run that may take several requests: what it is about, and its key. */
export interface Run {
  readonly faulty: FaultyModel;
  readonly key: string;
  readonly keyOwner: string | undefined;
  /** True where the key was made for this request: nothing is done of it yet. */
  readonly isNew: boolean;
}

/** The idempotency key of a family's decision in a run. The same key for another model is another run. */
export function toFamilyKey({ faulty, key, keyOwner = "" }: Run, family: string): string {
  const what = JSON.stringify([faulty.provider, faulty.model]);
  return `rollback-all:${family}:${what}:${keyOwner}:${key}`;
}

/**
 * What earlier requests of a run decided, by family.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export async function findDone(
  status: Pick<StatusStore, "findDecision">,
  run: Run,
  states: readonly FamilyState[],
): Promise<ReadonlyMap<string, Decision>> {
  const done = new Map<string, Decision>();
  if (run.isNew) return done;
  for (let at = 0; at < states.length; at += mostAtOnce) {
    const part = states.slice(at, at + mostAtOnce);
    const asked = part.map(({ family }) => status.findDecision(toFamilyKey(run, family)));
    for (const decision of await Promise.all(asked)) {
      if (decision !== null) done.set(decision.family, decision);
    }
  }
  return done;
}
