import type { ApiKey, KeyStore, Scope } from "@promptrail/core";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly secret_hash: string;
  readonly scopes: readonly Scope[];
  readonly created_at: Date;
  readonly expires_at: Date | null;
}

const columns = "id, name, secret_hash, scopes, created_at, expires_at";

/** The API keys of one environment. */
export function createKeyStore(pool: SqlPool, environment: string): KeyStore {
  const run = (text: string, values: readonly unknown[]) =>
    pool.query<KeyRow>(text, [environment, ...values], statusLimit);
  return {
    save: async (key) =>
      void (await run(
        `insert into promptrail.api_key (environment, ${columns})
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (environment, id) do nothing`,
        [
          key.id,
          key.name,
          key.secretHash,
          [...key.scopes],
          key.createdAt.toISOString(),
          key.expiresAt?.toISOString() ?? null,
        ],
      )),
    find: async (id) => {
      const [row] = await run(
        `select ${columns} from promptrail.api_key where environment = $1 and id = $2`,
        [id],
      );
      return row === undefined ? null : fromKeyRow(row);
    },
    list: async () => {
      const rows = await run(
        `select ${columns} from promptrail.api_key where environment = $1 order by created_at, id`,
        [],
      );
      return rows.map(fromKeyRow);
    },
    remove: async (id) =>
      void (await run("delete from promptrail.api_key where environment = $1 and id = $2", [id])),
  };
}

function fromKeyRow(row: KeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    secretHash: row.secret_hash,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
