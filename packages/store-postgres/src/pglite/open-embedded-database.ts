import type { PGlite } from "@electric-sql/pglite";
import { PromptrailError } from "@promptrail/core";
import { closeToOthers, isOpenToOthers } from "@promptrail/core/state-folder";
import { lockFolder } from "../lock/lock-folder.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { createPglitePool, type Hold } from "./create-pglite-pool.js";
import { findFolder } from "./prepare-folder.js";

export interface EmbeddedDatabase {
  readonly pool: SqlPool;
  readonly close: () => Promise<void>;
}

/**
 * Opens PGlite on a folder, which this process then has alone, or in memory. Migrates nothing.
 *
 * @param folder as `prepareFolder` or `findFolder` returned it; null for memory.
 * @throws PromptrailError `store_locked`, `store_unavailable`.
 */
export async function openEmbeddedDatabase(
  folder: string | null,
  description: string,
): Promise<EmbeddedDatabase> {
  if (folder === null) {
    const pool = createPglitePool(await openPglite(null), ownMemory, description);
    return { pool, close: () => pool.close() };
  }
  const lock = await lockFolder(folder);
  try {
    const pool = createPglitePool(await openFolder(folder), lock, description);
    return { pool, close: () => pool.close().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const ownMemory: Hold = { require: () => {}, isLost: false };

async function openFolder(folder: string): Promise<PGlite> {
  const isNew = findFolder(folder) === null;
  if (isOpenToOthers(folder)) closeToOthers(folder);
  const database = await openPglite(folder);
  // The engine unpacks a new database with rights for everybody.
  if (isNew) closeToOthers(folder);
  return database;
}

async function openPglite(folder: string | null): Promise<PGlite> {
  try {
    // Loaded when first used: it is a whole database, which a process on PostgreSQL never needs.
    const { PGlite } = await import("@electric-sql/pglite");
    return await PGlite.create(folder === null ? {} : { dataDir: folder });
  } catch (error) {
    throw new PromptrailError(
      "store_unavailable",
      `The embedded store ${folder ?? "in memory"} cannot be opened: its files are damaged or of another version. Put back a copy of the folder, or move it away to begin with an empty store.`,
      { folder },
      error,
    );
  }
}
