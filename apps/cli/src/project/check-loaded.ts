import {
  bySeverity,
  type CheckSettings,
  checkProject,
  type Finding,
  toFinding,
} from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError, type PromptrailError } from "@promptrail/core";
import { type Lock, lockFileName } from "@promptrail/core/lifecycle";
import { createRenderer } from "@promptrail/renderer";
import { readLockFile } from "@promptrail/runtime";
import { surveySuites } from "./checking/cases/survey-suites.js";
import { findFiltersInProcess } from "./find-filters-in-process.js";
import { type BaseLock, noRef } from "./lock/read-base-lock.js";

interface CheckedProject {
  /** Errors first, then warnings, then infos. */
  readonly findings: readonly Finding[];
  /** What was looked at, in one line. */
  readonly checked: string;
}

interface CheckLoadedSettings extends Pick<CheckSettings, "sunsetDays" | "now"> {
  /** What the lock file is compared with, too; null: with nothing. */
  readonly base: BaseLock | null;
}

/** Everything that can be told of the project's folder without a database, a key or a network. */
export async function checkLoaded(
  loaded: LoadedConfig,
  settings: CheckLoadedSettings,
): Promise<CheckedProject> {
  const { projectFolder, loadedFiles } = loaded;
  const { base } = settings;
  const { renderer = createRenderer() } = loaded.config;
  const { lock, problems } = await readLock(projectFolder);
  const surveyed = await surveySuites({ ...loaded, base });
  const config = { ...loaded.config, suites: surveyed.suites };
  const findings = [
    ...problems.map(toFinding),
    ...(await checkProject(config, { ...settings, renderer, projectFolder, lock, loadedFiles })),
    ...(await findFiltersInProcess(loaded)),
    ...surveyed.findings,
  ];
  const families = new Set(config.prompts.map(({ family }) => family));
  return {
    findings: findings.toSorted(bySeverity),
    checked: [
      `${count(config.prompts.length, "version")} in ${count(families.size, "family", "families")}`,
      `${count(config.suites?.length ?? 0, "suite")}, lock file.${describeBase(base)}${surveyed.unchecked.map((each) => ` ${each}`).join("")}`,
    ].join(", "),
  };
}

/** `undefined`: the lock file cannot be read, which is a problem of its own. */
async function readLock(projectFolder: string): Promise<{
  readonly lock: Lock | null | undefined;
  readonly problems: readonly PromptrailError[];
}> {
  try {
    return { lock: await readLockFile(projectFolder), problems: [] };
  } catch (error) {
    if (isPromptrailError(error)) return { lock: undefined, problems: [error] };
    throw error;
  }
}

function describeBase(base: BaseLock | null): string {
  if (base === null) return "";
  const { ref, commit, lock } = base;
  if (ref === noRef) {
    return " No commit was there before this push, so there is nothing to compare.";
  }
  const place = `${ref} (${commit.slice(0, 8)})`;
  return lock === null
    ? ` ${place} has no ${lockFileName}, so there is nothing to compare.`
    : ` Compared with ${place}.`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
