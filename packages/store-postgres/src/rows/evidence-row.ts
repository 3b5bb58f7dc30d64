import { type Evidence, PromptrailError } from "@promptrail/core";
import { type EvidenceKey, mayDecide } from "@promptrail/core/lifecycle";
import { cutText } from "@promptrail/core/portable";

/** Evidence as JSON: the time as text. */
interface EvidenceBody extends Omit<Evidence, "createdAt"> {
  readonly createdAt: string;
}

/** What finds the evidence stands beside it; both were written at once. */
export interface EvidenceRow {
  readonly id: string;
  readonly family: string;
  readonly content_hash: string;
  readonly baseline_hash: string;
  readonly dataset_hash: string;
  readonly suite_hash: string;
  readonly verdict: string;
  readonly decides: boolean;
  /** Of this shape, as long as nobody else wrote it. */
  readonly body: EvidenceBody | null;
}

export const evidenceColumns = `id, family, content_hash, baseline_hash, dataset_hash, suite_hash,
  verdict, decides, body`;

/** @throws PromptrailError `immutability_violation` where it is not what was saved. */
export function fromEvidenceRow(row: EvidenceRow): Evidence {
  const problem = findRowProblem(row);
  if (problem === null) return fromBody(row);
  throw new PromptrailError(
    "immutability_violation",
    `${problem} It does not count as evidence. Run \`promptrail eval\` again, and check who can write to the store.`,
    { evidence_id: cutText(row.id), family: cutText(row.family) },
  );
}

/** Why a row is not what was saved: where its columns say another thing than its body; null where they agree. */
export function findRowProblem(row: EvidenceRow): string | null {
  const said: Partial<EvidenceBody> = row.body ?? {};
  const pairs = [
    ["id", row.id, said.id],
    ["family", row.family, said.family],
    ["content hash", row.content_hash, said.contentHash],
    ["baseline hash", row.baseline_hash, said.baselineHash],
    ["dataset hash", row.dataset_hash, said.datasetHash],
    ["suite hash", row.suite_hash, said.suiteHash],
    ["verdict", row.verdict, said.verdict],
    ["standing", toStanding(row.decides), toStanding(mayDecide(said))],
  ] as const;
  const differing = pairs.filter(([, column, body]) => column !== body);
  if (differing.length === 0) return null;
  const described = differing.map(
    ([name, column, body]) =>
      `its ${name} is ${show(column)} in the row, but ${show(body)} in the body`,
  );
  return `Evidence ${cutText(row.id)} of family "${cutText(row.family)}" was changed after it was saved: ${described.join("; ")}.`;
}

function toStanding(decides: boolean): string {
  return decides ? "one that decides" : "one that changes nothing";
}

/** Whoever wrote it may have written anything. */
function show(value: unknown): string {
  return typeof value === "string" ? cutText(value) : "nothing";
}

/** Only of a row without a problem. */
export function fromBody({ body }: EvidenceRow): Evidence {
  if (body === null) throw new TypeError("The row is not a verdict.");
  return { ...body, createdAt: new Date(body.createdAt) };
}

/** The verdict that decides for a key, with the values of {@link toKeyValues}. */
export const evidenceByKey = `
  select ${evidenceColumns} from promptrail.evidence
  where environment = $1 and family = $2 and content_hash = $3 and baseline_hash = $4
    and dataset_hash = $5 and suite_hash = $6 and decides
  order by sequence desc limit 1`;

export function toKeyValues(environment: string, key: EvidenceKey): readonly unknown[] {
  const { family, contentHash, baselineHash, datasetHash, suiteHash } = key;
  return [environment, family, contentHash, baselineHash, datasetHash, suiteHash];
}
