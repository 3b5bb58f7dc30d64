import { basename } from "node:path";
import { contentDigest } from "@promptrail/core/lifecycle";
import { z } from "zod";

/** Form 1 kept judgements instead of answers: such a journal is begun again. */
const journalForm = 2;

const journalHeaderSchema = z.strictObject({
  /** The form of the journal's lines. */
  journal: z.literal(journalForm),
  contentHash: z.string(),
  /** Null where one version runs alone. */
  baselineHash: z.string().nullable(),
  datasetHash: z.string(),
  suiteHash: z.string(),
});

/** What a run's results belong to: with another value of any of these they say nothing. */
export type JournalHeader = Readonly<Omit<z.infer<typeof journalHeaderSchema>, "journal">>;

/** A file name of the run's own: runs of other content do not meet in one file. */
export function toJournalName(header: JournalHeader): string {
  const { contentHash, baselineHash, datasetHash, suiteHash } = header;
  const digest = contentDigest({ contentHash, baselineHash, datasetHash, suiteHash });
  return `eval-${digest.replace("sha256-", "").slice(0, 16)}.jsonl`;
}

/** The fields in which two headers differ, in words; empty where they agree. */
export function describeDifference(
  file: string,
  left: JournalHeader,
  right: JournalHeader,
): string {
  const fields = [
    left.contentHash === right.contentHash ? [] : ["candidate"],
    left.baselineHash === right.baselineHash ? [] : ["baseline"],
    left.datasetHash === right.datasetHash ? [] : ["dataset"],
    left.suiteHash === right.suiteHash ? [] : ["suite"],
  ].flat();
  return fields.length === 0
    ? ""
    : `The journal ${basename(file)} belongs to a run with a different ${fields.join(", ")}. Delete the file, or name another one.`;
}

/** The first line of a journal. */
export function formatHeader(header: JournalHeader): string {
  return `${JSON.stringify({ journal: journalForm, ...header })}\n`;
}

/** `outdated` for a journal of an earlier form; null for what is no header. */
export function parseHeader(value: unknown): JournalHeader | "outdated" | null {
  const parsed = journalHeaderSchema.safeParse(value);
  if (parsed.success) {
    const { journal: _, ...header } = parsed.data;
    return header;
  }
  return z
    .looseObject({
      journal: z
        .int()
        .min(1)
        .max(journalForm - 1),
    })
    .safeParse(value).success
    ? "outdated"
    : null;
}
