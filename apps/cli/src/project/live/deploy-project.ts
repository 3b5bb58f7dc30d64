import { checkLock, hashSuites } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import {
  type ErrorCode,
  isPromptrailError,
  memory,
  type PromptrailConfig,
  type PromptrailError,
} from "@promptrail/core";
import {
  createRegistry,
  type EvidenceReport,
  type EvidenceRun,
  requireEnvironmentName,
} from "@promptrail/core/lifecycle";
import { bringEvidence } from "@promptrail/evals/run";
import {
  createPromptrail,
  type DeployReport,
  type DeployRequest,
  type Promptrail,
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

/** What becomes of evidence that a deployment brings: what is refused does not stop it. */
export type BroughtEvidence =
  | { readonly run: EvidenceRun; readonly report: EvidenceReport }
  | { readonly run: EvidenceRun; readonly refusal: PromptrailError };

interface DeployProjectSettings extends Pick<DeployRequest, "reason" | "dryRun"> {
  /** Brought before anything is declared, so that what is declared can stand on it. None in a dry run. */
  readonly evidence: readonly EvidenceRun[];
}

/** What became of a deployment. */
export interface Deployment {
  readonly report: DeployReport;
  readonly brought: readonly BroughtEvidence[];
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
  { evidence, ...options }: DeployProjectSettings,
): Promise<Deployment> {
  const { environment } = scope.terminal;
  const lock = await readLockFile(projectFolder);
  const hashes = await hashSuites(config.suites ?? []);
  checkLock(createRegistry(config.prompts), hashes, lock);
  const actor = await findActor(environment);
  const stored = { ...config, store: chooseStore(config, environment) };
  const request: DeployRequest = { ...options, actor, source: "deploy" };
  const brought: BroughtEvidence[] = [];
  if (options.dryRun !== true) {
    const bringAll = async (promptrail: Promptrail) => {
      for (const run of evidence) brought.push(await bring(promptrail, run, actor));
    };
    // Without evidence nothing happens between registering and declaring, and the live state is read once.
    const afterRegistering = evidence.length === 0 ? undefined : bringAll;
    const report = await deployTo(scope, stored, request, { creates: true }, afterRegistering);
    return { report, brought, creates: null };
  }
  const trial = { creates: false, keepsState: false } as const;
  try {
    const report = await deployTo(scope, stored, request, trial);
    return { report, brought, creates: null };
  } catch (error) {
    const creates = findMissing(error);
    if (creates === null) throw error;
    requireEnvironmentName(findEnvironment(scope, config));
    // Into an empty store, which is what a deployment would find.
    const empty = { ...config, store: memory() };
    const report = await deployTo(scope, empty, request, { ...trial, creates: true });
    return { report, brought, creates };
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
  afterRegistering?: (promptrail: Promptrail) => Promise<void>,
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
  const onRegistered = afterRegistering && (() => afterRegistering(promptrail));
  try {
    return await promptrail.deploy({ ...request, onRegistered });
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
