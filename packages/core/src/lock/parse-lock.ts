import { z } from "zod";
import { describeIssues } from "../errors/describe-issues.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import { withoutMark } from "../json/decode-text.js";
import { findJsonFault } from "../json/find-json-fault.js";
import { contentHashScheme } from "../prompt/hash-content.js";
import { statuses } from "../prompt/status.js";
import { type Lock, lockFileName } from "./lock.js";

const hash = z.string().regex(/^sha256-[0-9a-f]{64}$/, "must be sha256-…");

/** Read by way of a map: a record would drop an environment called `__proto__`. */
const acknowledgedRevisions = z.preprocess(
  (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? new Map<string, unknown>(Object.entries(value))
      : value,
  z
    .map(
      z.string().min(1, "an acknowledgement must name its environment"),
      z.int("must be a revision: a whole number from 1 on").min(1, "must be a revision, from 1 on"),
      "must be { environment: revision }",
    )
    .transform((revisions) => Object.fromEntries(revisions)),
);

const lockSchema = z.strictObject({
  lockfileVersion: z.literal(1),
  hashScheme: z.int().min(1),
  families: z.record(
    z.string(),
    z.strictObject({
      generation: z.int().min(1),
      acknowledgedRevisions,
      suiteHash: hash.nullable(),
      datasetHash: hash.nullable(),
      versions: z.record(
        z.string().regex(/^[1-9]\d*$/, "must be a version number"),
        z.strictObject({ hash, status: z.enum(statuses) }),
      ),
    }),
  ),
});

/** @throws PromptrailError `lock_stale` where the text is no lock file. */
export function parseLock(text: string, file: string = lockFileName): Lock {
  const json = parseJson(withoutMark(text), file);
  refuseNewer(json, file);
  const parsed = lockSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw unreadable(file, describeIssues(parsed.error.issues));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const line = findJsonFault(text)?.line ?? 1;
    const isMerge = /^(?:<{7}|={7}|>{7}|\|{7})/.test(text.split("\n")[line - 1] ?? "");
    const why = isMerge ? " (an unresolved merge)" : "";
    throw unreadable(file, `it is not JSON from line ${line} on${why}`, error);
  }
}

/** What a newer scheme's hashes cover is not known here: they would look like edits, and be written over. */
function refuseNewer(json: unknown, file: string): void {
  const { success, data } = z.looseObject({ hashScheme: z.int() }).safeParse(json);
  if (!success || data.hashScheme <= contentHashScheme) return;
  throw new PromptrailError(
    "lock_stale",
    `${file} was written by a newer Promptrail: its hashes are of scheme ${data.hashScheme}, and this one knows them up to scheme ${contentHashScheme}. Install the release that wrote it.`,
    { file, hash_scheme: data.hashScheme },
  );
}

function unreadable(file: string, reason: string, cause?: unknown): PromptrailError {
  return new PromptrailError(
    "lock_stale",
    `${file} cannot be read: ${reason}. Restore it from git and run \`promptrail lock\`.`,
    { file },
    cause,
  );
}
