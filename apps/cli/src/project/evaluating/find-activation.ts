import { isPromptrailError } from "@promptrail/core";
import type { Evaluation } from "@promptrail/evals/run";
import type { PromptReader, ServableVersion } from "@promptrail/runtime";
import type { Terminal } from "../../terminal.js";
import { toOneLine } from "../../terminal.js";

/** Others may decide meanwhile: the decision on the evidence is among the newest of its family. */
const looked = 20;

/**
 * The revision of the decision that stands on an evaluation's evidence; null for none. Where a declaration waits
 * for evidence, the store decides as soon as it has it.
 */
export async function findActivation(
  reader: Pick<PromptReader, "history" | "environment">,
  evaluation: Evaluation<ServableVersion>,
  { err, colors }: Pick<Terminal, "err" | "colors">,
): Promise<number | null> {
  if (evaluation.kind === "single" || evaluation.evidenceId === null) return null;
  const { candidate, evidenceId } = evaluation;
  try {
    const decisions = await reader.history({ family: candidate.family, limit: looked });
    const found = decisions.find((decision) => decision.evidenceId === evidenceId);
    return found?.revision ?? null;
  } catch (error) {
    if (!isPromptrailError(error)) throw error;
    err(
      `${colors.yellow("!")} ${reader.environment}: The evidence is stored, but whether it made ${candidate.key} live is not known: ${toOneLine(error.message)} Run \`promptrail status\`.\n`,
    );
    return null;
  }
}
