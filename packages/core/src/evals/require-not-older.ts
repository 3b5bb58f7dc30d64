import { PromptrailError } from "../errors/promptrail-error.js";
import { versionKey } from "../prompt/prompt-version.js";
import type { Evidence } from "./evidence.js";

/**
 * What is stored last counts, so a run that is brought late must not take the place of a newer one.
 *
 * @param newest what is stored last for the same key; null where nothing is.
 * @throws PromptrailError `evidence_refused` for evidence of a run elsewhere that ended before `newest` did.
 */
export function requireNotOlder(
  { id, family, version, ran }: Pick<Evidence, "id" | "family" | "version" | "ran">,
  newest: Evidence | null,
): void {
  if (ran === undefined || newest === null || newest.id === id) return;
  const at = newest.ran === undefined ? newest.createdAt : new Date(newest.ran.at);
  if (at <= new Date(ran.at)) return;
  throw new PromptrailError(
    "evidence_refused",
    `The evidence for ${versionKey(family, version)} is refused: it ran at ${ran.at}, but evidence ${newest.id} for the same comparison, of ${at.toISOString()}, is stored already (verdict: ${newest.verdict}). Nothing was stored. Nothing needs to be done: the newer evidence counts.`,
    { family, version },
  );
}
