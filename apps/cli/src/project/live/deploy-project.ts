import { checkLock, hashSuites } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import { type ErrorCode, isPromptrailError, type PromptrailError } from "@promptrail/core";
import { createRegistry, type EvidenceReport, type EvidenceRun } from "@promptrail/core/lifecycle";
import { bringEvidence } from "@promptrail/evals";
import {
  createPromptrail,
  type DeployReport,
  type Promptrail,
  readLockFile,
} from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { findActor } from "../find-actor.js";
import { chooseStore, patienceMs, tellProblem, toEnvironmentSetting } from "../load-cli-project.js";

/** Other problems end the command with their reason. */
const told: ReadonlySet<ErrorCode> = new Set(["config_invalid", "file_unwritable"]);

/** What becomes of evidence that a deployment brings: what is refused does not stop it. */
export type BroughtEvidence =
  | { readonly run: EvidenceRun; readonly report: EvidenceReport }
  | { readonly run: EvidenceRun; readonly refusal: PromptrailError };

interface DeployProjectSettings {
  readonly reason: string | undefined;
  /** Brought before anything is declared, so that what is declared can stand on it. */
  readonly evidence: readonly EvidenceRun[];
}

/**
 * Registers the project's versions and applies what its lock file declares.
 *
 * @throws PromptrailError `lock_stale`, `version_conflict` before anything is declared; `store_locked`,
 * `store_unavailable`.
 */
export async function deployProject(
  scope: CommandScope,
  { config, projectFolder }: LoadedConfig,
  { reason, evidence }: DeployProjectSettings,
): Promise<{ readonly report: DeployReport; readonly brought: readonly BroughtEvidence[] }> {
  const { environment } = scope.terminal;
  const lock = await readLockFile(projectFolder);
  const hashes = await hashSuites(config.suites ?? []);
  checkLock(createRegistry(config.prompts), hashes, lock);
  const actor = await findActor(environment);
  const store = chooseStore(config, environment);
  const tell = tellProblem(scope, config);
  const settings = {
    declares: false,
    creates: true,
    reports: false,
    startsWithoutStore: false,
    bootDeadlineMs: patienceMs,
    ...toEnvironmentSetting(scope, config),
    onProblem: (error: unknown) => {
      if (isPromptrailError(error) && told.has(error.code)) tell(error);
    },
  };
  const promptrail = await createPromptrail({ ...config, store }, settings);
  const brought: BroughtEvidence[] = [];
  const onRegistered = async () => {
    for (const run of evidence) brought.push(await bring(promptrail, run, actor));
  };
  try {
    const report = await promptrail.deploy({ actor, reason, source: "deploy", onRegistered });
    return { report, brought };
  } finally {
    await promptrail.close();
  }
}

/** The other codes are about the store or the project: they end the command. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  "evidence_refused",
  "stale_state",
  "unknown_version",
]);

async function bring(
  promptrail: Promptrail,
  run: EvidenceRun,
  actor: string,
): Promise<BroughtEvidence> {
  try {
    return { run, report: await bringEvidence(promptrail, { run, actor }) };
  } catch (error) {
    if (!isPromptrailError(error) || !refusals.has(error.code)) throw error;
    return { run, refusal: error };
  }
}
