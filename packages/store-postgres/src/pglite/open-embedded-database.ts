import type { PGlite } from "@electric-sql/pglite";
import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { closeToOthers } from "@promptrail/core/state-folder";
import { lockFolder } from "../lock/lock-folder.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { createPglitePool, type Hold } from "./create-pglite-pool.js";
import { loadPglite } from "./load-pglite.js";

export interface EmbeddedDatabase {
  readonly pool: SqlPool;
  readonly close: () => Promise<void>;
}

/**
 * Opens PGlite on a folder, which this process then has alone, or in memory. Migrates nothing.
 *
 * @param folder as `prepareFolder` or `findFolder` returned it; null for memory.
 * @throws PromptrailError `store_locked`, `store_unavailable`; `config_invalid` where PGlite is not installed.
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
    const close = async () => {
      await pool.close();
      if (!lock.isLost) closeToOthers(folder);
    };
    return { pool, close: () => close().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * A page that is not here is read from the file, which the system keeps in memory. The engine's usual 128 MB are
 * prepared page by page at each start: nearly half of what an opening computes.
 */
const smallBuffers = ["-c", "shared_buffers=32MB"];

const ownMemory: Hold = { require: () => {}, isLost: false };

/** The engine makes files with rights for everybody: all of them in a new database, a few whenever it starts or ends. */
async function openFolder(folder: string): Promise<PGlite> {
  closeToOthers(folder);
  const database = await openPglite(folder);
  closeToOthers(folder);
  return database;
}

async function openPglite(folder: string | null): Promise<PGlite> {
  const { PGlite } = await loadPglite();
  const startParams = [...PGlite.defaultStartParams, ...smallBuffers];
  try {
    return await PGlite.create({ startParams, ...(folder === null ? {} : { dataDir: folder }) });
  } catch (error) {
    throw new PromptrailError(
      "store_unavailable",
      `The embedded store ${folder ?? "in memory"} cannot be opened (${toErrorText(error)}): its files are damaged or of another version. Restore a copy of the folder, or move the folder away to begin with an empty store.`,
      { folder },
      error,
    );
  }
}
