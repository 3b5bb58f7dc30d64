import type { EmbeddedDatabase } from "./open-embedded-database.js";

interface Shared {
  readonly opening: Promise<EmbeddedDatabase>;
  users: number;
}

const shared = new Map<string, Shared>();
/** Databases on their way out, which the next user of the folder waits for. */
const closing = new Map<string, Promise<void>>();

/** True where someone in this process has the folder open. */
export function isShared(key: string): boolean {
  return shared.has(key);
}

/**
 * One database for all who open the same folder in this process, as for two environments of it.
 * `close` gives it back; the last one closes it.
 */
export async function shareDatabase(
  key: string,
  open: () => Promise<EmbeddedDatabase>,
): Promise<EmbeddedDatabase> {
  await closing.get(key);
  const entry = shared.get(key) ?? { opening: open(), users: 0 };
  shared.set(key, entry);
  entry.users += 1;
  try {
    const database = await entry.opening;
    return { ...database, close: () => giveBack(key, entry, database) };
  } catch (error) {
    if (shared.get(key) === entry) shared.delete(key);
    throw error;
  }
}

async function giveBack(key: string, entry: Shared, database: EmbeddedDatabase): Promise<void> {
  entry.users -= 1;
  if (entry.users > 0) return;
  shared.delete(key);
  const closed = database.close().finally(() => closing.delete(key));
  closing.set(key, closed);
  await closed;
}
