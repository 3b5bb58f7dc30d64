import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import type { Store } from "@promptrail/core";
import { requireEnvironmentName, unknownEnvironment } from "@promptrail/core/lifecycle";
import { openEnvironment } from "./open-environment.js";
import { openSqliteFile, type SqliteFile } from "./sqlite-file.js";

/** A store in one file, for the processes of one machine. */
export function sqlite(path: string): Store {
  const description = `sqlite (${path})`;
  let shared: { readonly file: SqliteFile; users: number } | null = null;
  const release = () => {
    if (shared === null) return;
    shared.users -= 1;
    if (shared.users > 0) return;
    shared.file.close();
    shared = null;
  };
  return {
    description,
    kind: "local",
    // The one table is made with the file.
    migrate: async () => [],
    open: async ({ environment, create = true }) => {
      const refuse = (known: readonly string[]) =>
        unknownEnvironment({ environment, store: description, known });
      if (!create && !existsSync(path)) throw refuse([]);
      shared ??= { file: openSqliteFile(path), users: 0 };
      shared.users += 1;
      const { file } = shared;
      try {
        const known = file.read((shelves) => shelves("store id", "").ids());
        if (!known.includes(environment)) {
          if (!create) throw refuse(known);
          requireEnvironmentName(environment);
        }
        const storeId = await file.write(async (shelves) => {
          const storeIds = shelves<string>("store id", "");
          const made = storeIds.find(environment) ?? randomUUID();
          storeIds.put(environment, made);
          return made;
        });
        return openEnvironment({ file, environment, storeId, release });
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}
