import { runSql } from "../../../../tooling/test/run-sql.ts";

/** What a decision writes. */
const tables = ["environment_head", "decision", "family_state"];

/** Keeps what is decided now, for `restoreBackup`. */
export async function makeBackup(url: string): Promise<void> {
  const copies = tables.map((name) => `create table backup.${name} as table promptrail.${name};`);
  await runSql(
    url,
    `drop schema if exists backup cascade; create schema backup; ${copies.join(" ")}`,
  );
}

/** Loses what was decided since, as a restored dump does: no trigger looks. */
export async function restoreBackup(url: string): Promise<void> {
  const restored = tables.map(
    (name) =>
      `delete from promptrail.${name}; insert into promptrail.${name} table backup.${name};`,
  );
  await runSql(url, `set session_replication_role = replica; ${restored.join(" ")}`);
}
