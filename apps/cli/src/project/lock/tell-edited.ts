import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError, type PromptVersion, type Suite } from "@promptrail/core";
import {
  findLockedFamily,
  isHashOfEarlierScheme,
  type Lock,
  lockFileName,
} from "@promptrail/core/lifecycle";
import { isJudgeEval } from "@promptrail/evals";
import { readLockFile } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";

/**
 * Tells on standard error which locked versions of suites' families, and which of their judges' rubrics, were edited: what
 * a run of them shows is of content that `check` refuses. A draft may be edited.
 *
 * @param family Of one suite; undefined: of each.
 */
export async function tellEdited(
  { terminal: { err, colors } }: CommandScope,
  { config, projectFolder }: LoadedConfig,
  family: string | undefined,
): Promise<void> {
  const lock = await readLock(projectFolder);
  const suites = (config.suites ?? []).filter((suite) => (family ?? suite.family) === suite.family);
  const asked = [...suites.flatMap((suite) => findAsked(suite, config.prompts))];
  for (const { key, family: own } of new Set(asked.filter((prompt) => isEdited(lock, prompt)))) {
    err(
      `${colors.yellow("!")} ${key} was edited after it was locked: ${lockFileName} has other content, and \`promptrail check\` refuses it. Restore its text, run \`promptrail new ${own}\`, and make the change in the draft that this writes.\n`,
    );
  }
}

/** A lock that cannot be read is told by `check`. */
async function readLock(projectFolder: string): Promise<Lock | null> {
  try {
    return await readLockFile(projectFolder);
  } catch (error) {
    if (isPromptrailError(error)) return null;
    throw error;
  }
}

function findAsked(
  { family, evals }: Suite,
  prompts: readonly PromptVersion[],
): readonly PromptVersion[] {
  return [
    ...prompts.filter((prompt) => prompt.family === family),
    ...evals.filter(isJudgeEval).map(({ judge }) => judge.rubric.prompt),
  ];
}

function isEdited(lock: Lock | null, prompt: PromptVersion): boolean {
  const locked = findLockedFamily(lock, prompt.family)?.versions[prompt.version];
  return (
    locked !== undefined &&
    locked.status !== "draft" &&
    locked.hash !== prompt.contentHash &&
    !isHashOfEarlierScheme(prompt, locked.hash)
  );
}
