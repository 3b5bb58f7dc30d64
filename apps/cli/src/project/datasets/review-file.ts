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
        // Behind a line that was torn it would be lost with it.
        appendFileSync(path, `${isTorn(path) ? "\n" : ""}${JSON.stringify(line)}\n`);
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

function isTorn(path: string): boolean {
  const text = readText(path);
  return text !== "" && !text.endsWith("\n");
}

function readLines(path: string): readonly string[] {
  return readText(path)
    .split("\n")
    .filter((line) => line !== "");
}

/** Empty where there is no file. */
function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return "";
    throw error;
  }
}
