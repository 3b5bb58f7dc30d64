import type { LoadedConfig } from "@promptrail/config";
import {
  isPromptrailError,
  type PromptrailConfig,
  PromptrailError,
  type PromptVersion,
  type Provider,
} from "@promptrail/core";
import {
  createRegistry,
  type FindingSeverity,
  findDeclarationProblems,
} from "@promptrail/core/lifecycle";
import {
  checkLock,
  compareLocks,
  type Lock,
  lockFileName,
  restateLock,
} from "@promptrail/core/lock";
import { describeIssues } from "@promptrail/core/portable";
import { readLockFile } from "@promptrail/runtime";
import { hashSuites } from "../lock/hash-suites.js";
import type { BaseLock } from "../lock/read-base-lock.js";
import { checkTemplates } from "./check-templates.js";
import { findCallerProblems } from "./find-caller-problems.js";
import { findFiltersInProcess } from "./find-filters-in-process.js";
import { findOutputProblems } from "./find-output-problems.js";
import type { Finding } from "./finding.js";

interface CheckedProject {
  /** Errors first, then warnings, then infos. */
  readonly findings: readonly Finding[];
  /** What was looked at, in one line. */
  readonly checked: string;
}

const weights: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Everything that can be told without a database, a key or a network.
 *
 * @param base What the lock file is compared with, too; null: with nothing.
 */
export async function checkProject(
  loaded: LoadedConfig,
  base: BaseLock | null,
): Promise<CheckedProject> {
  const { config } = loaded;
  const declared = findDeclarationProblems(config.prompts, {
    providers: config.providers.map(({ id }) => id),
  });
  const templates = await checkTemplates(config, loaded.projectFolder);
  const inProcess = await findFiltersInProcess(loaded);
  const options = await findOptionProblems(config);
  const outputs = findOutputProblems(config);
  const suites = await collect(() => hashSuites(config.suites ?? []));
  const names = findFamilyProblems(config);
  // A lock cannot be compared with prompts that contradict each other, or with a dataset nobody can read.
  const comparable =
    declared.length + suites.problems.length === 0 &&
    templates.every(({ severity }) => severity !== "error");
  const locked = await collect(() => readLockFile(loaded.projectFolder));
  const lock = comparable
    ? await findLockProblems(config, suites.value, locked.value, base?.lock ?? null)
    : [];
  const moved = findChangesOf(config, base, locked.value);
  const errors = [
    ...[...declared, ...options, ...outputs, ...names, ...suites.problems],
    ...[...locked.problems, ...lock, ...moved],
  ];
  const families = new Set(config.prompts.map(({ family }) => family));
  return {
    findings: [
      ...errors.map(toFinding),
      ...templates,
      ...inProcess,
      ...findCallerProblems(config, base),
      ...findUngated(config, families),
      ...findUnknownModels(config),
    ].toSorted((one, other) => weights[one.severity] - weights[other.severity]),
    checked: [
      `${count(config.prompts.length, "version")} in ${count(families.size, "family", "families")}`,
      `${count(config.suites?.length ?? 0, "suite")}, lock file.${describeBase(base)}`,
    ].join(", "),
  };
}

async function findOptionProblems({
  prompts,
  providers,
}: PromptrailConfig): Promise<readonly PromptrailError[]> {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const problems = await Promise.all(
    prompts.map((prompt) => findOptionProblem(prompt, byId.get(prompt.content.provider))),
  );
  return problems.filter((problem) => problem !== null);
}

async function findOptionProblem(
  { key, content }: PromptVersion,
  provider: Provider | undefined,
): Promise<PromptrailError | null> {
  if (provider === undefined) return null;
  const result = await provider.optionsSchema["~standard"].validate(content.providerOptions);
  if (result.issues === undefined) return null;
  return new PromptrailError(
    "invalid_definition",
    `${key} has providerOptions that the provider "${provider.id}" does not accept: ${describeIssues(result.issues)}.`,
    { prompt: key },
  );
}

function findFamilyProblems({ prompts, suites = [], families = {} }: PromptrailConfig) {
  const known = new Set<string>(prompts.map(({ family }) => family));
  const named = [...suites.map(({ family }) => family), ...Object.keys(families)];
  return named
    .filter((family) => !known.has(family))
    .map(
      (family) =>
        new PromptrailError(
          "unknown_family",
          `The config names the family "${family}" in suites or families, but no prompt declares it. Known families: ${[...known].join(", ")}.`,
          { family },
        ),
    );
}

/** `undefined`: the lock file could not be read, which is a problem of its own. */
async function findLockProblems(
  { prompts }: PromptrailConfig,
  hashes: Awaited<ReturnType<typeof hashSuites>> | undefined,
  lock: Lock | null | undefined,
  base: Lock | null,
): Promise<readonly PromptrailError[]> {
  if (lock === undefined) return [];
  const { problems } = await collect(async () =>
    checkLock(createRegistry(prompts), hashes ?? new Map(), lock, base),
  );
  return problems;
}

function findChangesOf(
  { prompts }: PromptrailConfig,
  base: BaseLock | null,
  lock: Lock | null | undefined,
): readonly PromptrailError[] {
  if (!base?.lock || !lock) return [];
  // Hashes of two schemes are compared as today's.
  return compareLocks(restateLock(base.lock, prompts), restateLock(lock, prompts), base.ref);
}

function describeBase(base: BaseLock | null): string {
  if (base === null) return "";
  const { ref, commit, lock } = base;
  const place = `${ref} (${commit.slice(0, 8)})`;
  return lock === null
    ? ` ${place} has no ${lockFileName}, so there is nothing to compare.`
    : ` Compared with ${place}.`;
}

function findUngated(
  { suites = [], families: settings = {} }: PromptrailConfig,
  families: ReadonlySet<string>,
): readonly Finding[] {
  const gated = new Set(suites.map(({ family }) => family));
  return [...families]
    .filter((family) => !gated.has(family) && settings[family]?.gate !== "none")
    .map((family) => ({
      severity: "warning",
      code: "no_suite",
      message: `Family "${family}" has no suite: every promotion will need an override. Add a suite, or declare gate: "none" for it.`,
    }));
}

function findUnknownModels({ prompts, providers }: PromptrailConfig): readonly Finding[] {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return prompts
    .filter(({ content }) => {
      const provider = byId.get(content.provider);
      return provider !== undefined && provider.models[content.model] === undefined;
    })
    .map(({ key, content }) => ({
      severity: "warning",
      code: "unknown_model",
      message: `${key} uses the model "${content.model}", for which the provider "${content.provider}" has no limits and no prices, so costs will be unknown. Check the model's name.`,
    }));
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

async function collect<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value?: Value; readonly problems: readonly PromptrailError[] }> {
  try {
    return { value: await work(), problems: [] };
  } catch (error) {
    if (isPromptrailError(error)) return { problems: [error] };
    throw error;
  }
}

function toFinding({ code, message }: PromptrailError): Finding {
  return { severity: "error", code, message };
}
