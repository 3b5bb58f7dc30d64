import { raceWithLimit } from "@promptrail/core/lifecycle";
import type { Pool, PoolClient } from "pg";

/** A connection of the pool, or an error when none is there in time. */
export function connectWithin(pool: Pool, limitMs: number): Promise<PoolClient> {
  let expired = false;
  const connecting = pool.connect().then((client) => {
    if (expired) client.release();
    return client;
  });
  return raceWithLimit(connecting, limitMs, () => {
    expired = true;
    throw new Error("No connection in time");
  });
}
