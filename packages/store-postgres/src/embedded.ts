import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { OpenStoreSettings, Store } from "@promptrail/core";
import { defaultPollMs, openEnvironment } from "./open-environment.js";
import { type EmbeddedDatabase, openEmbeddedDatabase } from "./pglite/open-embedded-database.js";
import { prepareFolder } from "./pglite/prepare-folder.js";
import { shareDatabase } from "./pglite/share-database.js";

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
  const memoryKey = `memory ${randomUUID()}`;
  const share = async ({ projectFolder }: OpenStoreSettings): Promise<EmbeddedDatabase> => {
    const path = isMemory ? null : prepareFolder(resolve(projectFolder, folder));
    return await shareDatabase(path ?? memoryKey, () => openEmbeddedDatabase(path, description));
  };
  return {
    description,
    kind: isMemory ? "memory" : "local",
    migrate: async (opened) => {
      const database = await share(opened);
      await database.close();
      return database.applied.map((name) => `Applied migration ${name}.`);
    },
    open: async (opened) => {
      const database = await share(opened);
      try {
        return await openEnvironment({
          pool: database.pool,
          environment: opened.environment,
          pollMs: settings.pollMs ?? defaultPollMs,
          listen: true,
          release: () => database.close(),
        });
      } catch (error) {
        await database.close();
        throw error;
      }
    },
  };
}
