import type { EvidenceStore, FamilyState, StatusStore } from "@promptrail/core/lifecycle";
import { openEnvironment } from "../../src/open-environment.js";
import type { SqlPool } from "../../src/sql/sql-pool.js";
import { type Follower, startFollower } from "./follower.js";
import { createLaggingPool, type LaggingPool } from "./lagging-pool.js";

/** What the fold of the decisions has come to. */
interface Folded {
  revision: number;
  hash: string;
  readonly states: Map<string, FamilyState>;
}

/** A real environment under test, and a process that follows it. */
export interface History {
  readonly status: StatusStore;
  readonly evidence: EvidenceStore;
  readonly lagging: LaggingPool;
  readonly follower: Follower;
  readonly folded: Folded;
  readonly close: () => Promise<void>;
}

/** A store's answers, bent: what a test plants to see that it is found. */
export type RuleBreak = (status: StatusStore, pool: SqlPool) => StatusStore;

/** It is told of everything, so that it never waits for a timer. */
const pollMs = 600_000;

export async function openHistory(
  pool: SqlPool,
  environment: string,
  breakRule: RuleBreak,
): Promise<History> {
  const store = await open(pool, environment);
  const lagging = createLaggingPool(pool);
  const followed = await open(lagging.pool, environment);
  const follower = await startFollower(breakRule(followed.status, lagging.pool), lagging);
  return {
    status: breakRule(store.status, pool),
    evidence: store.evidence,
    lagging,
    follower,
    folded: { revision: 0, hash: "", states: new Map() },
    close: async () => {
      await lagging.forgetPast();
      await follower.stop();
      await Promise.all([store.close(), followed.close()]);
    },
  };
}

/** The pool outlives its environments. */
function open(pool: SqlPool, environment: string) {
  return openEnvironment({ pool, environment, pollMs, listen: true, release: async () => {} });
}
