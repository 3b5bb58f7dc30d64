import { randomUUID } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import type { EvidenceRun } from "@promptrail/core/lifecycle";
import { makeProjectFile, writeProjectFile, writing } from "@promptrail/core/state-folder";
import { type EvidenceKeeper, toEvidenceId, toEvidenceRun } from "@promptrail/evals";
import { evidenceRunWire } from "@promptrail/http-api";

/** A file that a command writes evidence to, once all of its comparisons are through. */
export interface EvidenceFile {
  /** As its user named it. */
  readonly name: string;
  /** What keeps evidence for an environment there. */
  readonly toKeeper: (environment: string) => EvidenceKeeper;
  /** Writes what was kept, a comparison in a line, in the place of what was there. Throws `file_unwritable`. */
  readonly write: () => void;
}

export function createEvidenceFile(folder: string, name: string): EvidenceFile {
  const path = resolve(folder, name);
  const runs: EvidenceRun[] = [];
  return {
    name,
    toKeeper: (environment) => ({
      environment,
      requireWritable: () => requireWritable(path, name),
      save: async ({ actor, ...found }) => {
        const run = toEvidenceRun({ ...found, environment, ranBy: actor });
        runs.push(run);
        return { id: toEvidenceId(run), standing: null };
      },
    }),
    write: () => {
      const lines = runs.map((run) => `${JSON.stringify(evidenceRunWire.encode(run))}\n`);
      writeProjectFile(path, lines.join(""));
    },
  };
}

/** Makes a file beside it, and takes that away: whatever would refuse the file refuses this. */
async function requireWritable(path: string, name: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) {
    throw new PromptrailError(
      "request_invalid",
      `"${name}" is not a file, so no evidence can be written there. Name a file.`,
      { file: name },
    );
  }
  const trial = `${path}.${randomUUID()}.tmp`;
  makeProjectFile(trial, "");
  await writing(trial, () => rm(trial));
}
