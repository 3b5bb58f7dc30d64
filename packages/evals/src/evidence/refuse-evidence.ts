import { PromptrailError } from "@promptrail/core";
import type { EvidenceRun } from "@promptrail/core/lifecycle";
import { cutText, listSome, versionKey } from "@promptrail/core/portable";

/** Why evidence that is brought counts for nothing here. Each is an error to be thrown. */
export interface RefuseEvidence {
  /** `reason` follows a colon, `cure` is a sentence; without one: to run the eval again. */
  because(reason: string, cure?: string): PromptrailError;
  /** It belongs to another suite or dataset than this build's. */
  other(what: "suite" | "dataset", theirs: string, ours: string): PromptrailError;
  /** `what` follows "are". */
  cases(ids: readonly string[], what: string): PromptrailError;
  /** `reason` is told of a place in it. */
  at(place: string, reason: string): PromptrailError;
}

/** @throws nothing: what it makes is `evidence_refused`. */
export function refusing({ family, version }: EvidenceRun): RefuseEvidence {
  const key = versionKey(family, version);
  const again = `Run \`promptrail eval\` for ${key} again, and use its file unchanged.`;
  const because = (reason: string, cure = again) =>
    new PromptrailError(
      "evidence_refused",
      `The evidence for ${key} is refused: ${reason} Nothing was stored. ${cure}`,
      { family, version },
    );
  return {
    because,
    other: (what, theirs, ours) =>
      because(
        `its ${what} has the hash ${cutText(theirs)}, but the ${what} of family "${family}" here has ${ours}.`,
        `Run \`promptrail eval\` for ${key} on the commit that is deployed here, or deploy the commit that it ran on.`,
      ),
    cases: (ids, what) =>
      because(
        ids.length === 1
          ? `the case "${cutText(ids[0] ?? "")}" is ${what}.`
          : `${ids.length} cases are ${what}: ${listSome(ids)}.`,
      ),
    at: (place, reason) => because(`${place}: ${reason}.`),
  };
}
