import {
  type ContentProblem,
  type ContentsPage,
  changedEvidence,
  hashEvidence,
} from "@promptrail/core/lifecycle";
import { cutText } from "@promptrail/core/portable";
import {
  type EvidenceRow,
  evidenceColumns,
  findRowProblem,
  fromBody,
} from "../rows/evidence-row.js";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { formatPlace, type Place, partSize } from "./place.js";

interface UsedEvidenceRow extends EvidenceRow {
  readonly sequence: string;
  /** The decisions that stand on it and recorded its hash. */
  readonly used: readonly UseRow[];
}

interface UseRow {
  readonly revision: number;
  readonly family: string;
  readonly hash: string;
}

const evidenceAfter = `
  select ${evidenceColumns}, sequence::text, (
    select coalesce(json_agg(
      json_build_object('revision', revision, 'family', decision.family, 'hash', evidence_hash)
      order by revision
    ), '[]')
    from promptrail.decision
    where decision.environment = evidence.environment and evidence_id = evidence.id
      and evidence_hash is not null
  ) as used
  from promptrail.evidence
  where environment = $1 and sequence > $2::bigint
  order by evidence.sequence limit $3`;

/** Whether each verdict is what was saved, and what the decisions that stand on it saw. */
export async function checkEvidence(
  pool: SqlPool,
  environment: string,
  after: Extract<Place, { readonly kind: "evidence" }>,
): Promise<ContentsPage> {
  const values = [environment, after.sequence, partSize];
  const rows = await pool.query<UsedEvidenceRow>(evidenceAfter, values, dataLimit);
  const last = rows.length < partSize ? undefined : rows.at(-1);
  return {
    versions: 0,
    verdicts: rows.length,
    problems: rows.flatMap(findProblems),
    next: last === undefined ? null : formatPlace({ kind: "evidence", sequence: last.sequence }),
  };
}

function findProblems(row: UsedEvidenceRow): readonly ContentProblem[] {
  const { id, used } = row;
  const family = cutText(row.family);
  const message = findRowProblem(row);
  const found: readonly ContentProblem[] =
    message === null ? [] : [{ kind: "evidence", revision: null, family, message }];
  if (used.length === 0) return found;
  const hash = findHash(row);
  const changed = used
    .filter((each) => each.hash !== hash)
    .map(({ hash: evidenceHash, ...decision }) =>
      changedEvidence({ id, hash }, { ...decision, evidenceHash }),
    );
  return [...found, ...changed];
}

/** Of what is no verdict at all, nothing. */
function findHash(row: EvidenceRow): string {
  try {
    return hashEvidence(fromBody(row));
  } catch {
    return "of no verdict";
  }
}
