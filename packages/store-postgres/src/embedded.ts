import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { Store } from "@promptrail/core";
import {
  type OpenStore,
  type OpenStoreSettings,
  requireEnvironmentName,
} from "@promptrail/core/lifecycle";
import { applyMigrations } from "./migrations/apply-migrations.js";
import { listMigrations } from "./migrations/list-migrations.js";
import { requireMigrations, storeMissing } from "./migrations/require-migrations.js";
import { defaultPollMs, type EnvironmentSettings, openEnvironment } from "./open-environment.js";
import { type EmbeddedDatabase, openEmbeddedDatabase } from "./pglite/open-embedded-database.js";
import { findFolder, prepareFolder } from "./pglite/prepare-folder.js";
import { isShared, shareDatabase } from "./pglite/share-database.js";
import { createStoreDatabase } from "./shared/create-store-database.js";
import type { SqlPool } from "./sql/sql-pool.js";

export interface EmbeddedSettings {
  /**
   * Where the database's files are, from the project's folder; `memory` keeps none.
   * Default: `.promptrail/store`.
   */
  readonly folder?: string;
  /** Between two looks at the revision. Default: 450. */
  readonly pollMs?: number;
}

/**
 * The store without a server: PostgreSQL's engine in this process, on a folder of the project, which
 * one process at a time can open. In memory, it is gone when the last one that opened it closes it.
 */
export function embedded(settings: EmbeddedSettings = {}): Store {
  const folder = settings.folder ?? ".promptrail/store";
  const isMemory = folder === "memory";
  const description = isMemory ? "embedded (memory)" : `embedded (${folder})`;
  const absence = isMemory ? "this process has not opened it" : "its folder has no files";
  const memoryKey = `memory ${randomUUID()}`;
  const share = async ({ projectFolder, create = true }: OpenStoreSettings) => {
    const place = resolve(projectFolder, folder);
    const path = isMemory ? null : create ? prepareFolder(place) : findFolder(place);
    const key = isMemory ? memoryKey : path;
    if (key === null || (!create && path === null && !isShared(key))) {
      throw storeMissing(description, absence);
    }
    return await shareDatabase(key, () => openEmbeddedDatabase(path, description));
  };
  const isNew = (projectFolder: string) =>
    isMemory ? !isShared(memoryKey) : findFolder(resolve(projectFolder, folder)) === null;
  return {
    description,
    kind: isMemory ? "memory" : "local",
    migrate: async (opened, also = async () => []) => {
      const { pool, close } = await share({ ...opened, create: true });
      try {
        return [...(await applyAll(pool)), ...(await also(createStoreDatabase(pool, description)))];
      } finally {
        await close();
      }
    },
    open: async ({ create = true, ...opened }) => {
      // Before a store is made for it. Where there is one, it may have an environment of such a name.
      if (create && isNew(opened.projectFolder)) requireEnvironmentName(opened.environment);
      const database = await share({ ...opened, create });
      const { environment } = opened;
      const { pollMs = defaultPollMs } = settings;
      return await openShared(database, { environment, create, description, pollMs });
    },
  };
}

async function openShared(
  { pool, close }: EmbeddedDatabase,
  settings: Pick<EnvironmentSettings, "environment" | "pollMs"> & {
    readonly create: boolean;
    readonly description: string;
  },
): Promise<OpenStore> {
  const { create, description } = settings;
  try {
    const migrations = listMigrations();
    if (create) await applyMigrations(pool, migrations);
    else await requireMigrations(pool, migrations, description);
    const whole = { ...settings, pool, isForMany: false, listen: true, release: close };
    return await openEnvironment(whole);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Applies what migrations a database lacks. */
async function applyAll(pool: SqlPool): Promise<readonly string[]> {
  const applied = await applyMigrations(pool, listMigrations());
  return applied.map((name) => `Applied migration ${name}.`);
}
