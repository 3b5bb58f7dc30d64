import { type ContentProblem, changedEvidence } from "@promptrail/core/lifecycle";
import { cutText, versionKey } from "@promptrail/core/portable";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { mostNamed } from "./place.js";

interface GoneVersionRow {
  readonly family: string;
  readonly version: number;
}

interface GoneEvidenceRow {
  readonly revision: number;
  readonly family: string;
  readonly id: string;
  readonly hash: string;
}

const goneVersions = `
  select family, version from promptrail.family_state
  cross join lateral unnest(activated_versions) as activated (version)
  where environment = $1 and not exists (
    select from promptrail.prompt_version registered
    where registered.environment = $1 and registered.family = family_state.family
      and registered.version = activated.version
  )
  order by family, version limit ${mostNamed}`;

const goneEvidence = `
  select revision, family, evidence_id as id, evidence_hash as hash from promptrail.decision
  where environment = $1 and evidence_hash is not null and not exists (
    select from promptrail.evidence
    where evidence.environment = $1 and evidence.id = decision.evidence_id
  )
  order by revision limit ${mostNamed}`;

/**
 * What the history names and the store lacks: keys keep it there, but not for a superuser, and not in a dump
 * that is put back in part.
 */
export async function findGone(
  pool: SqlPool,
  environment: string,
): Promise<readonly ContentProblem[]> {
  const versions = await pool.query<GoneVersionRow>(goneVersions, [environment], dataLimit);
  const evidence = await pool.query<GoneEvidenceRow>(goneEvidence, [environment], dataLimit);
  return [
    ...versions.map(({ family, version }) => ({
      kind: "body" as const,
      revision: null,
      family: cutText(family),
      message: `The body of ${versionKey(cutText(family), version)}, which was live here, is gone.`,
    })),
    ...evidence.map(({ id, hash: evidenceHash, ...decision }) =>
      changedEvidence({ id, hash: null }, { ...decision, evidenceHash }),
    ),
  ];
}
