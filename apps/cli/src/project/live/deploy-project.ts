import { checkLock, hashSuites } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import { type ErrorCode, isPromptrailError, memory, type PromptrailConfig } from "@promptrail/core";
import { createRegistry, requireEnvironmentName } from "@promptrail/core/lifecycle";
import {
  createPromptrail,
  type DeployReport,
  type DeployRequest,
  type PromptrailSettings,
  readLockFile,
} from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { findActor } from "../find-actor.js";
import {
  chooseStore,
  findEnvironment,
  patienceMs,
  tellProblem,
  toEnvironmentSetting,
} from "../load-cli-project.js";

/** Other problems end the command with their reason. */
const told: ReadonlySet<ErrorCode> = new Set(["config_invalid", "file_unwritable"]);

/** What became of a deployment. */
export interface Deployment {
  readonly report: DeployReport;
  /** What a dry run did not find, and a deployment makes; null for nothing. */
  readonly creates: "store" | "environment" | null;
}

/**
 * Registers the project's versions and applies what its lock file declares; a dry run says what that would do.
 *
 * @throws PromptrailError `lock_stale`, `version_conflict` before anything is declared; `store_locked`,
 * `store_unavailable`; a dry run also `store_outdated`.
 */
export async function deployProject(
  scope: CommandScope,
  { config, projectFolder }: LoadedConfig,
  options: Pick<DeployRequest, "reason" | "dryRun">,
): Promise<Deployment> {
  const { environment } = scope.terminal;
  const lock = await readLockFile(projectFolder);
  const hashes = await hashSuites(config.suites ?? []);
  checkLock(createRegistry(config.prompts), hashes, lock);
  const actor = await findActor(environment);
  const stored = { ...config, store: chooseStore(config, environment) };
  const request: DeployRequest = { ...options, actor, source: "deploy" };
  if (options.dryRun !== true) {
    return { report: await deployTo(scope, stored, request, { creates: true }), creates: null };
  }
  const trial = { creates: false, keepsState: false } as const;
  try {
    return { report: await deployTo(scope, stored, request, trial), creates: null };
  } catch (error) {
    const creates = findMissing(error);
    if (creates === null) throw error;
    requireEnvironmentName(findEnvironment(scope, config));
    // Into an empty store, which is what a deployment would find.
    const empty = { ...config, store: memory() };
    const report = await deployTo(scope, empty, request, { ...trial, creates: true });
    return { report, creates };
  }
}

function findMissing(error: unknown): Deployment["creates"] {
  if (!isPromptrailError(error)) return null;
  if (error.code === "store_missing") return "store";
  return error.code === "unknown_environment" ? "environment" : null;
}

async function deployTo(
  scope: CommandScope,
  config: PromptrailConfig,
  request: DeployRequest,
  settings: Pick<PromptrailSettings, "creates" | "keepsState">,
): Promise<DeployReport> {
  const tell = tellProblem(scope, config);
  const promptrail = await createPromptrail(config, {
    declares: false,
    reports: false,
    startsWithoutStore: false,
    bootDeadlineMs: patienceMs,
    ...toEnvironmentSetting(scope, config),
    ...settings,
    onProblem: (error: unknown) => {
      if (isPromptrailError(error) && told.has(error.code)) tell(error);
    },
  });
  try {
    return await promptrail.deploy(request);
  } finally {
    await promptrail.close();
  }
}
