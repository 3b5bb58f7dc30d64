import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { EvidenceKeeper, FoundComparison, KeptEvidence } from "./evaluate-ports.js";

/**
 * Sees that evidence could be saved, before anything is paid for.
 *
 * @throws PromptrailError what saving would throw, and that nothing was run.
 */
export async function requireWritable({
  environment,
  requireWritable: tryToSave,
}: EvidenceKeeper): Promise<void> {
  try {
    await tryToSave();
  } catch (error) {
    if (!isPromptrailError(error)) throw error;
    throw new PromptrailError(
      error.code,
      `Evidence could not be saved in ${environment}: ${error.message} Nothing was run, and no vendor was called.`,
      error.data,
      error,
    );
  }
}

/**
 * Stores what a run gave.
 *
 * @returns what its keeper made of it.
 * @param answersFolder where the run's answers are, which a later run takes from there.
 * @throws PromptrailError what the store throws; of a store that is away, with what to do then.
 */
export async function saveEvidence(
  { environment, save }: EvidenceKeeper,
  found: FoundComparison,
  answersFolder: string,
): Promise<KeptEvidence> {
  try {
    return await save(found);
  } catch (error) {
    if (!isPromptrailError(error) || error.code !== "store_unavailable") throw error;
    const { candidate, baseline } = found;
    const { family, version } = candidate;
    const { verdict } = found.verdict;
    const run = `${candidate.key} was compared with ${baseline.key} (verdict: ${verdict})`;
    const cure = `The answers are kept in ${answersFolder}: when the store answers, run \`promptrail eval ${family} --version ${version}\` again. Within 24 hours it takes the answers from there, calls no vendor for them again, and stores the evidence.`;
    throw new PromptrailError(
      error.code,
      `${run}, but its evidence was not stored in ${environment}. ${error.message} ${cure}`,
      { ...error.data, family, version, verdict, answers: answersFolder },
      error,
    );
  }
}
