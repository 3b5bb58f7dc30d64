import {
  type Change,
  type Command,
  type DecisionFacts,
  type FamilyState,
  toEvidenceKey,
} from "@promptrail/core";
import {
  type EvidenceRow,
  evidenceByKey,
  findRowProblem,
  fromBody,
  toKeyValues,
} from "../evidence/evidence-row.js";
import type { SqlConnection } from "../sql/sql-pool.js";
import { toStorable } from "./require-storable.js";

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

/** What the rules look at, read under the head's lock; `now` is the database's clock. */
export async function readFacts(
  connection: SqlConnection,
  environment: string,
  command: Command,
  state: FamilyState | null,
): Promise<DecisionFacts> {
  const [row] = await connection.query<FactsRow>(factsQuery, [
    environment,
    command.family,
    state?.activeVersion ?? null,
  ]);
  if (row === undefined) throw new TypeError("A query of facts always has a row.");
  return {
    registered: row.registered,
    ...(await findEvidence(connection, environment, command, row.active_hash)),
    now: row.now,
    lastActivation: toActivation(row),
  };
}

function toActivation({ activation_kind: kind, activated_at: decidedAt }: FactsRow) {
  return kind === null || decidedAt === null ? null : { kind, decidedAt };
}

async function findEvidence(
  connection: SqlConnection,
  environment: string,
  command: Command,
  activeHash: string | null,
): Promise<Pick<DecisionFacts, "evidence" | "evidenceProblem">> {
  const key = toEvidenceKey(command, activeHash);
  if (key === null) return { evidence: null };
  const [row] = await connection.query<EvidenceRow>(evidenceByKey, toKeyValues(environment, key));
  if (row === undefined) return { evidence: null };
  // Told as a refusal of the gate: a rollback, after which a declaration is looked at again, goes through.
  const evidenceProblem = findRowProblem(row);
  return evidenceProblem === null
    ? { evidence: fromBody(row) }
    : { evidence: null, evidenceProblem: toStorable(evidenceProblem) };
}
