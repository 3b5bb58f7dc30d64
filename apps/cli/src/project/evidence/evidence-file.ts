import { resolve } from "node:path";
import type { EvidenceRun } from "@promptrail/core/lifecycle";
import { type EvidenceKeeper, toEvidenceId, toEvidenceRun } from "@promptrail/evals/run";
import { evidenceRunWire } from "@promptrail/http-api";
import { ownEvidence } from "../files/own-form.js";
import { requireWritableFile, writeWantedFile } from "../files/wanted-file.js";

/** A file that a command writes evidence to, once all of its comparisons are through. */
export interface EvidenceFile {
  /** As its user named it. */
  readonly name: string;
  /** Throws where it could not be written, before anything is paid for: `request_invalid`, `file_unwritable`. */
  readonly requireWritable: () => Promise<void>;
  /** What keeps evidence for an environment there. */
  readonly toKeeper: (environment: string) => EvidenceKeeper;
  /** Writes what was kept, a comparison in a line, in the place of what was there. Throws `file_unwritable`. */
  readonly write: () => void;
}

export function createEvidenceFile(folder: string, name: string): EvidenceFile {
  const file = { path: resolve(folder, name), name, what: "evidence", form: ownEvidence };
  const runs: EvidenceRun[] = [];
  const requireWritable = () => requireWritableFile(file);
  return {
    name,
    requireWritable,
    toKeeper: (environment) => ({
      environment,
      requireWritable,
      save: async ({ actor, ...found }) => {
        const run = toEvidenceRun({ ...found, environment, ranBy: actor });
        runs.push(run);
        return { id: toEvidenceId(run), standing: null };
      },
    }),
    write: () => {
      const lines = runs.map((run) => `${JSON.stringify(evidenceRunWire.encode(run))}\n`);
      writeWantedFile(file, lines.join(""));
    },
  };
}
