import type { PromptrailConfig, PromptVersion } from "@promptrail/core";
import {
  findContextConflicts,
  findDeclaredNeeds,
  findNewRequirements,
} from "@promptrail/core/lifecycle";
import { findLockedFamily, type LockedFamily } from "@promptrail/core/lock";
import { createRenderer } from "@promptrail/renderer";
import type { BaseLock } from "../lock/read-base-lock.js";
import type { Finding } from "./finding.js";

/** What would refuse the callers of a family: versions that no context fits, and those that ask for more. */
export function findCallerProblems(
  config: PromptrailConfig,
  base: BaseLock | null,
): readonly Finding[] {
  const conflicts = findContextConflicts(config.prompts).map(
    ({ message }): Finding => ({ severity: "error", code: "context_conflict", message }),
  );
  return [...conflicts, ...findSurprises(config, base)];
}

/**
 * The versions that go live with this branch and require what no version of the base did: callers of
 * the base do not give it, and are refused.
 */
function findSurprises(
  { prompts, renderer = createRenderer() }: PromptrailConfig,
  base: BaseLock | null,
): readonly Finding[] {
  if (!base?.lock) return [];
  const { lock, ref } = base;
  const goingLive = prompts.filter(({ family, version, status }) => {
    const before = findLockedFamily(lock, family)?.versions[version]?.status;
    return status === "active" && before !== "active";
  });
  return goingLive.flatMap((prompt) => {
    const before = findLockedFamily(lock, prompt.family);
    if (before === undefined) return [];
    const others = prompts
      .filter((other) => isCalled(other, prompt, before))
      .map((other) => findDeclaredNeeds(other, renderer));
    const missing = findNewRequirements(findDeclaredNeeds(prompt, renderer), others);
    return missing.length === 0 ? [] : [toFinding(prompt, missing, ref)];
  });
}

/** True for a version of the same family whose needs the base's callers know. */
function isCalled(
  { family, version }: PromptVersion,
  goingLive: PromptVersion,
  { versions }: LockedFamily,
): boolean {
  const before = versions[version];
  return family === goingLive.family && before !== undefined && before.status !== "archived";
}

function toFinding({ key }: PromptVersion, missing: readonly string[], ref: string): Finding {
  const names = missing.map((path) => `'${path}'`).join(", ");
  return {
    severity: "warning",
    code: "new_requirement",
    message: `${key} goes live and requires ${names}, which no version of ${ref} requires: callers of ${ref} do not give it yet, and would be refused. Merge the version as a draft first, deploy callers that give it, then make the version active.`,
  };
}
