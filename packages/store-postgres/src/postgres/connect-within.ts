import type { Pool, PoolClient } from "pg";

/** A connection of the pool, or an error when none is there in time. */
export async function connectWithin(pool: Pool, limitMs: number): Promise<PoolClient> {
  let expired = false;
  let timer: NodeJS.Timeout | undefined;
  const connecting = pool.connect().then((client) => {
    if (expired) client.release();
    return client;
  });
  const expiry = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      expired = true;
      reject(new Error("No connection in time"));
    }, limitMs);
  });
  try {
    return await Promise.race([connecting, expiry]);
  } finally {
    clearTimeout(timer);
    // Its failure after the limit concerns nobody.
    connecting.catch(() => {});
  }
}
