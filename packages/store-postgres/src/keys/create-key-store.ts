import type { KeyStore } from "@promptrail/core/lifecycle";
import { askTogether } from "../sql/ask-together.js";
import { decisionLimit, statusLimit } from "../sql/limits.js";
import type { SqlLimit, SqlPool } from "../sql/sql-pool.js";
import { addKey, isCurrentAt } from "./add-key.js";
import { fromKeyRow, type KeyRow, keyColumns, toKeyValues } from "./key-row.js";

/** The API keys of one environment. */
export function createKeyStore(pool: SqlPool, environment: string): KeyStore {
  const run = (text: string, values: readonly unknown[], limit: SqlLimit = statusLimit) =>
    pool.query<KeyRow>(text, [environment, ...values], limit);
  // A decision comes with a key: both have connections that nothing else takes.
  const find = askTogether(async (ids: readonly string[]) => {
    const rows = await run(
      `select ${keyColumns} from promptrail.api_key where environment = $1 and id = any ($2::text[])`,
      [[...new Set(ids)]],
      decisionLimit,
    );
    const keys = new Map(rows.map((row) => [row.id, fromKeyRow(row)]));
    return ids.map((id) => keys.get(id) ?? null);
  });
  return {
    save: async (key) =>
      void (await run(
        `insert into promptrail.api_key (environment, ${keyColumns})
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (environment, id) do nothing`,
        toKeyValues(key),
      )),
    add: (key) => addKey(pool, environment, key),
    find,
    list: async () => {
      const rows = await run(
        `select ${keyColumns} from promptrail.api_key where environment = $1 order by created_at, id`,
        [],
      );
      return rows.map(fromKeyRow);
    },
    remove: async (id) =>
      void (await run("delete from promptrail.api_key where environment = $1 and id = $2", [id])),
    replace: async (id, successor, until) => {
      const saved = await run(replaceKey, [...toKeyValues(successor), id, until.toISOString()]);
      return saved.length === 0 ? "refused" : "replaced";
    },
    noteUse: async (id, at) => void (await run(noteUse, [id, at.toISOString()])),
  };
}

const replaceKey = `
  with replaced as (
    update promptrail.api_key set expires_at = least(expires_at, $12::timestamptz), replaced_at = $7::timestamptz
    where environment = $1 and id = $11 and ${isCurrentAt("$7")} returning environment
  )
  insert into promptrail.api_key (environment, ${keyColumns})
  select environment, $2, $3, $4, $5::text[], $6::text[], $7::timestamptz, $8::timestamptz, $9::timestamptz, $10::timestamptz
  from replaced returning ${keyColumns}`;

// The condition stands here, so that many servers together write once a minute, too.
const noteUse = `
  update promptrail.api_key set last_used_at = $3
  where environment = $1 and id = $2
    and (last_used_at is null or last_used_at <= $3::timestamptz - interval '1 minute')`;
