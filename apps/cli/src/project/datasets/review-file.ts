import { appendFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findErrorCode } from "@promptrail/core/errors";
import { encodeFileName, makeFolder, writing } from "@promptrail/core/state-folder";
import { z } from "zod";

export type ReviewDecision = "accepted" | "refused";

/** What people have decided of calls that were shown to them, on this machine: nobody is asked twice. */
export interface ReviewFile {
  /** The calls of which something was decided. */
  readonly decided: ReadonlySet<string>;
  readonly append: (entry: {
    readonly callId: string;
    readonly decision: ReviewDecision;
    readonly by: string;
    readonly at: Date;
  }) => Promise<void>;
}

const lineSchema = z.object({ call_id: z.string() });

/** @throws PromptrailError `file_unwritable`, from `append`. */
export function openReviewFile(projectFolder: string, family: string): ReviewFile {
  const name = `${encodeFileName(family)}-calls.jsonl`;
  const path = join(projectFolder, ".promptrail", "datasets", name);
  return {
    decided: new Set(readLines(path).flatMap(toCallId)),
    append: ({ callId, decision, by, at }) =>
      writing(path, () => {
        makeFolder(dirname(path));
        const line = { call_id: callId, decision, by, at: at.toISOString() };
        appendFileSync(path, `${JSON.stringify(line)}\n`);
      }),
  };
}

/** A torn line is one of which nothing is known: its call is shown again. */
function toCallId(line: string): readonly string[] {
  try {
    const read = lineSchema.safeParse(JSON.parse(line));
    return read.success ? [read.data.call_id] : [];
  } catch {
    return [];
  }
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return [];
    throw error;
  }
}
