import type { Evidence, EvidenceKey } from "@promptrail/core";

/** Evidence as JSON: the time as text. */
interface EvidenceBody extends Omit<Evidence, "createdAt"> {
  readonly createdAt: string;
}

export interface EvidenceRow {
  readonly body: EvidenceBody;
}

export function fromEvidenceRow({ body }: EvidenceRow): Evidence {
  return { ...body, createdAt: new Date(body.createdAt) };
}

/** The newest verdict for a key, with the values of {@link toKeyValues}. */
export const evidenceByKey = `
  select body from promptrail.evidence
  where environment = $1 and family = $2 and content_hash = $3 and baseline_hash = $4
    and dataset_hash = $5 and suite_hash = $6
  order by sequence desc limit 1`;

export function toKeyValues(environment: string, key: EvidenceKey): readonly unknown[] {
  const { family, contentHash, baselineHash, datasetHash, suiteHash } = key;
  return [environment, family, contentHash, baselineHash, datasetHash, suiteHash];
}
