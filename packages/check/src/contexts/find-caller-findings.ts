import type { PromptVersion, Renderer } from "@promptrail/core";
import {
  findLockedFamily,
  findNewRequirements,
  type LockedFamily,
} from "@promptrail/core/lifecycle";
import type { Finding } from "../findings/finding.js";
import type { LockBase } from "../locks/lock-base.js";
import { findContextConflicts } from "./find-context-conflicts.js";
import { findDeclaredNeeds } from "./find-declared-needs.js";

/** What would refuse the callers of a family: versions that no context fits, and those that ask for more. */
export function findCallerFindings(
  prompts: readonly PromptVersion[],
  renderer: Renderer,
  base: LockBase | null,
): readonly Finding[] {
  const conflicts = findContextConflicts(prompts).map(
    ({ message }): Finding => ({ severity: "error", code: "context_conflict", message }),
  );
  return [...conflicts, ...findSurprises(prompts, renderer, base)];
}

/**
 * The versions that go live with this branch and require what no version of the base did: callers of
 * the base do not give it, and are refused.
 */
function findSurprises(
  prompts: readonly PromptVersion[],
  renderer: Renderer,
  base: LockBase | null,
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
    return missing.length === 0 ? [] : [toWarning(prompt, missing, ref)];
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

function toWarning({ key }: PromptVersion, missing: readonly string[], ref: string): Finding {
  const names = missing.map((path) => `'${path}'`).join(", ");
  return {
    severity: "warning",
    code: "new_requirement",
    message: `${key} goes live and requires ${names}, which no version of ${ref} does: callers of ${ref} do not give it yet, and are refused. Merge it as a draft first, so that the callers give it; make it active after that.`,
  };
}
