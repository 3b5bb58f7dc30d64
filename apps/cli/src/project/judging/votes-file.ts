import { appendFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findErrorCode } from "@promptrail/core/errors";
import { contentDigest } from "@promptrail/core/lifecycle";
import { makeFolder, writing } from "@promptrail/core/state-folder";
import type { Rubric } from "@promptrail/evals";
import { parseVotesLine, toVotesLine, type Vote } from "@promptrail/evals/run";

/** The votes that calibrations of a rubric asked for, on this machine: a stopped one goes on from there. */
export interface VotesFile {
  readonly known: ReadonlyMap<string, readonly Vote[]>;
  readonly append: (id: string, votes: readonly Vote[]) => Promise<void>;
}

/** @throws PromptrailError `file_unwritable`. */
export function openVotesFile(projectFolder: string, { hash }: Rubric, fresh: boolean): VotesFile {
  const name = `votes-${contentDigest(hash).slice("sha256-".length, 23)}.jsonl`;
  const path = join(projectFolder, ".promptrail", "judges", name);
  const known = new Map<string, readonly Vote[]>();
  for (const line of fresh ? [] : readLines(path)) {
    const read = parseVotesLine(line);
    if (read !== null) known.set(read.id, read.votes);
  }
  return {
    known,
    append: (id, votes) =>
      writing(path, () => {
        makeFolder(dirname(path));
        appendFileSync(path, `${toVotesLine({ id, votes })}\n`);
      }),
  };
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return [];
    throw error;
  }
}
