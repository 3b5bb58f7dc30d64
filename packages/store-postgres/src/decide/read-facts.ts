import type { Change, StoredFacts } from "@promptrail/core/lifecycle";
import type { SqlConnection } from "../sql/sql-pool.js";

interface FactsRow {
  readonly registered: readonly number[];
  readonly active_hash: string | null;
  readonly activation_kind: Change["kind"] | null;
  readonly activated_at: Date | null;
  readonly now: Date;
}

// Milliseconds: what a Date holds, and so what the decision's hash covers.
const factsQuery = `
  select
    array(
      select version from promptrail.prompt_version
      where environment = $1 and family = $2 order by version
    ) as registered,
    (
      select content_hash from promptrail.prompt_version
      where environment = $1 and family = $2 and version = $3
    ) as active_hash,
    activation.kind as activation_kind,
    activation.decided_at as activated_at,
    date_trunc('milliseconds', clock_timestamp()) as now
  from (values (0)) as always
  left join lateral (
    select kind, decided_at from promptrail.decision
    where environment = $1 and family = $2 and from_version is distinct from to_version
    order by revision desc limit 1
  ) as activation on true`;

/** `now` is the database's clock. */
export async function readFacts(
  connection: SqlConnection,
  environment: string,
  family: string,
  activeVersion: number | null,
): Promise<StoredFacts> {
  const values = [environment, family, activeVersion];
  const [row] = await connection.query<FactsRow>(factsQuery, values);
  if (row === undefined) throw new TypeError("A query of facts always has a row.");
  const { registered, active_hash: activeHash, now } = row;
  return { registered, activeHash, lastActivation: toActivation(row), now };
}

function toActivation({ activation_kind: kind, activated_at: decidedAt }: FactsRow) {
  return kind === null || decidedAt === null ? null : { kind, decidedAt };
}
