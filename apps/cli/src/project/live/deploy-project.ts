import { checkLock, hashSuites } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import { type ErrorCode, isPromptrailError } from "@promptrail/core";
import { createRegistry } from "@promptrail/core/lifecycle";
import { createPromptrail, type DeployReport, readLockFile } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { findActor } from "../find-actor.js";
import { chooseStore, patienceMs, tellProblem, toEnvironmentSetting } from "../load-cli-project.js";

/** Other problems end the command with their reason. */
const told: ReadonlySet<ErrorCode> = new Set(["config_invalid", "file_unwritable"]);

/**
 * Registers the project's versions and applies what its lock file declares.
 *
 * @throws PromptrailError `lock_stale`, `version_conflict` before anything is declared; `store_locked`,
 * `store_unavailable`.
 */
export async function deployProject(
  scope: CommandScope,
  { config, projectFolder }: LoadedConfig,
  reason: string | undefined,
): Promise<DeployReport> {
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
  try {
    return await promptrail.deploy({ actor, reason, source: "deploy" });
  } finally {
    await promptrail.close();
  }
}
