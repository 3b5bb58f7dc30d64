import { raceWithLimit } from "@promptrail/core/lifecycle";
import type { Pool, PoolClient } from "pg";
import { asConnecting } from "../errors/connect-error.js";

const everConnected = new WeakSet<Pool>();

/** A connection of the pool; a `ConnectError` where there is none, another error when none is there in time. */
export function connectWithin(pool: Pool, limitMs: number): Promise<PoolClient> {
  let expired = false;
  const connecting = asConnecting(() => pool.connect(), everConnected.has(pool)).then((client) => {
    everConnected.add(pool);
    if (expired) client.release();
    return client;
  });
  return raceWithLimit(connecting, limitMs, () => {
    expired = true;
    throw new Error("No connection in time");
  });
}
