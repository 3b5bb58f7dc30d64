import {
  isPromptrailError,
  type PromptrailConfig,
  type PromptrailError,
  type PromptVersion,
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
import { findCapabilityFindings } from "./settings/find-capability-findings.js";
import { findFamilyFindings } from "./settings/find-family-findings.js";
import { findJudgeFindings } from "./settings/find-judge-findings.js";
import { findModelFindings } from "./settings/find-model-findings.js";
import { findOutputProblems } from "./settings/find-output-problems.js";
import { findRetirementFindings } from "./settings/find-retirement-findings.js";
import { findRetirements } from "./settings/find-retirements.js";
import { findUnwritten } from "./settings/find-unwritten.js";
import { checkTemplates } from "./templates/check-templates.js";
import { findUnreachedPrompts } from "./unreached/find-unreached-prompts.js";

/** What is declared, as `promptrail.config.ts` exports it. */
export type CheckedConfig = Pick<
  PromptrailConfig,
  "prompts" | "providers" | "suites" | "families" | "strictSettings"
>;

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
  /**
   * The files that loading the config read, absolute: `loadedFiles` of `loadConfig` with `recordsFiles`. With them and `projectFolder`,
   * prompts are found that the config does not reach; null or absent: none are looked for.
   */
  readonly loadedFiles?: readonly string[] | null | undefined;
  /**
   * A model that is retired, or will be within so many days, is an error. Absent: a warning within 30 days, and with
   * `base` an error for a version that the base does not have or not as the active one.
   */
  readonly sunsetDays?: number | undefined;
  /** The time from which days are counted. Default: now. */
  readonly now?: Date | undefined;
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
  settings: CheckSettings,
): Promise<readonly Finding[]> {
  const { renderer, projectFolder, lock, base = null, sunsetDays, now = new Date() } = settings;
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
    ...findCapabilityFindings(config),
    ...findRetirementFindings(findRetirements(prompts, config.providers, now), {
      sunsetDays,
      base,
    }),
    ...(await findUnreached(prompts, settings)),
    ...findFamilyFindings(config),
    ...findJudgeFindings(config),
    ...findUnwritten(prompts),
    ...templates,
    ...findCallerFindings(prompts, renderer, base),
  ];
  return findings.toSorted(bySeverity);
}

async function findUnreached(
  prompts: readonly PromptVersion[],
  { projectFolder, loadedFiles }: CheckSettings,
): Promise<readonly Finding[]> {
  if (projectFolder === undefined || !loadedFiles) return [];
  return findUnreachedPrompts({ prompts, projectFolder, loadedFiles });
}

async function hashReadable(suites: readonly Suite[]): Promise<{
  readonly hashes: SuiteHashes | null;
  readonly problems: readonly PromptrailError[];
}> {
  const hashes = new Map<string, { suiteHash: string; datasetHash: string }>();
  const problems: PromptrailError[] = [];
  for (const suite of suites) {
    try {
      for (const [family, hash] of await hashSuites([suite])) hashes.set(family, hash);
    } catch (error) {
      if (!isPromptrailError(error)) throw error;
      problems.push(error);
    }
  }
  return { hashes: problems.length === 0 ? hashes : null, problems };
}
