import type { JobQueue, StoreDatabase } from "@promptrail/core/jobs";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { openJobQueue } from "../src/index.js";

/** The database of an open store. */
export async function databaseOf(store: OpenStore): Promise<StoreDatabase> {
  const work = await store.sharedWork();
  if (work === null) throw new TypeError("The store has no database.");
  return work.database;
}

/** The queues of an environment, of which a problem fails the test that hears of it. */
export function openQueue(database: StoreDatabase, environment: string): Promise<JobQueue> {
  const onProblem = (error: unknown) => {
    throw error;
  };
  return openJobQueue({ database, environment, onProblem });
}
