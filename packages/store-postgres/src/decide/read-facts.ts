import type { Change, StoredFacts } from "@promptrail/core/lifecycle";
import type { SqlConnection } from "../sql/sql-pool.js";

/** A family, and its active version; null before its first sight. */
export interface AskedFacts {
  readonly family: string;
  readonly activeVersion: number | null;
}

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
      where environment = $1 and family = asked.family order by version
    ) as registered,
    (
      select content_hash from promptrail.prompt_version
      where environment = $1 and family = asked.family and version = asked.active_version
    ) as active_hash,
    activation.kind as activation_kind,
    activation.decided_at as activated_at,
    date_trunc('milliseconds', clock_timestamp()) as now
  from unnest($2::text[], $3::int[]) with ordinality as asked (family, active_version, place)
  left join lateral (
    select kind, decided_at from promptrail.decision
    where environment = $1 and family = asked.family and from_version is distinct from to_version
    order by revision desc limit 1
  ) as activation on true
  order by place`;

/** The facts of each family, in their order. `now` is the database's clock. */
export async function readFacts(
  connection: SqlConnection,
  environment: string,
  asked: readonly AskedFacts[],
): Promise<readonly StoredFacts[]> {
  const rows = await connection.query<FactsRow>(factsQuery, [
    environment,
    asked.map(({ family }) => family),
    asked.map(({ activeVersion }) => activeVersion),
  ]);
  return rows.map((row) => {
    const { registered, active_hash: activeHash, now } = row;
    return { registered, activeHash, lastActivation: toActivation(row), now };
  });
}

function toActivation({ activation_kind: kind, activated_at: decidedAt }: FactsRow) {
  return kind === null || decidedAt === null ? null : { kind, decidedAt };
}
