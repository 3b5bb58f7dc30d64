import {
  isPromptrailError,
  type PromptrailConfig,
  type PromptrailError,
  type Renderer,
  type Suite,
} from "@promptrail/core";
import { findDeclarationProblems, type Lock } from "@promptrail/core/lifecycle";
import { findCallerFindings } from "./contexts/find-caller-findings.js";
import { bySeverity, type Finding, toFinding } from "./findings/finding.js";
import type { SuiteHashes } from "./locks/create-lock.js";
import { findLockProblems } from "./locks/find-lock-problems.js";
import { hashSuites } from "./locks/hash-suites.js";
import type { LockBase } from "./locks/lock-base.js";
import { findFamilyFindings } from "./settings/find-family-findings.js";
import { findModelFindings } from "./settings/find-model-findings.js";
import { findOutputProblems } from "./settings/find-output-problems.js";
import { findUnwritten } from "./settings/find-unwritten.js";
import { checkTemplates } from "./templates/check-templates.js";

/** What is declared, as `promptrail.config.ts` exports it. */
export type CheckedConfig = Pick<PromptrailConfig, "prompts" | "providers" | "suites" | "families">;

/** What the declared prompts are checked with and against. */
export interface CheckSettings {
  /** Compiles the templates and renders samples: the config's own, else `createRenderer()` of `@promptrail/renderer`. */
  readonly renderer: Renderer;
  /** Where to look for the files that the templates stand in. Without one, findings name no files. */
  readonly projectFolder?: string | undefined;
  /** The committed `prompts.lock.json`; null where it is missing. Without it, no lock is checked. */
  readonly lock?: Lock | null | undefined;
  /** The lock that this one is compared with; null or absent: with none. */
  readonly base?: LockBase | null | undefined;
}

/**
 * Everything that can be told of a project without a database, a key or a network: declarations,
 * templates against schemas, settings against models, what callers give, the lock. Reads the suites'
 * datasets and, for the places of findings, the project's source files.
 *
 * @returns Errors first, then warnings, then infos; empty where there is nothing to say.
 */
export async function checkProject(
  config: CheckedConfig,
  { renderer, projectFolder, lock, base = null }: CheckSettings,
): Promise<readonly Finding[]> {
  const { prompts } = config;
  const declared = findDeclarationProblems(prompts, {
    providers: config.providers.map(({ id }) => id),
  });
  const suites = await hashReadable(config.suites ?? []);
  const templates = await checkTemplates(prompts, renderer, projectFolder);
  // A lock cannot be compared with prompts that contradict each other, or with a dataset nobody can read.
  const isSound = declared.length === 0 && templates.every(({ severity }) => severity !== "error");
  const hashes = isSound ? suites.hashes : null;
  const locked = lock === undefined ? [] : findLockProblems(prompts, lock, { hashes, base });
  const problems = [
    ...[...declared, ...findOutputProblems(config)],
    ...[...suites.problems, ...locked],
  ];
  const findings = [
    ...problems.map(toFinding),
    ...(await findModelFindings(config)),
    ...findFamilyFindings(config),
    ...findUnwritten(prompts),
    ...templates,
    ...findCallerFindings(prompts, renderer, base),
  ];
  return findings.toSorted(bySeverity);
}

async function hashReadable(suites: readonly Suite[]): Promise<{
  readonly hashes: SuiteHashes | null;
  readonly problems: readonly PromptrailError[];
}> {
  try {
    return { hashes: await hashSuites(suites), problems: [] };
  } catch (error) {
    if (isPromptrailError(error)) return { hashes: null, problems: [error] };
    throw error;
  }
}
