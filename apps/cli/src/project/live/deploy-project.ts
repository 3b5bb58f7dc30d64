import type { LoadedConfig } from "@promptrail/config";
import { type Change, checkLock, createRegistry } from "@promptrail/core";
import { createPromptrail, type DeployReport, readLockFile } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { findActor } from "../find-actor.js";
import { chooseStore } from "../load-cli-project.js";
import { hashSuites } from "../lock/hash-suites.js";
import { toDeployingStore } from "./deploying-store.js";
import { toUnseenStore } from "./unseen-store.js";

type DeployedFamily = DeployReport["families"][number];

/**
 * Registers the project's versions and applies what its lock file declares.
 *
 * @throws PromptrailError `lock_stale`, `version_conflict` before anything is declared; `store_locked`,
 * `store_unavailable`.
 */
export async function deployProject(
  { terminal }: CommandScope,
  { config, projectFolder }: LoadedConfig,
  reason: string | undefined,
): Promise<DeployReport> {
  const { environment } = terminal;
  const lock = await readLockFile(projectFolder);
  const hashes = await hashSuites(config.suites ?? []);
  checkLock(createRegistry(config.prompts), hashes, lock);
  const by = {
    actor: await findActor(environment),
    ...(reason === undefined ? {} : { reason }),
  };
  const { store, changes } = toDeployingStore(toUnseenStore(chooseStore(config, environment)), by);
  // What goes wrong ends the command with its reason.
  const promptrail = await createPromptrail({ ...config, store }, { onProblem: () => {} });
  try {
    const report = await promptrail.deploy({ ...by, source: "deploy" });
    const families = report.families.map((family) => addOutcome(family, changes));
    return { ...report, families };
  } finally {
    await promptrail.close();
  }
}

/** Says what this deployment did, also where it did so when it opened the store. */
function addOutcome(family: DeployedFamily, changes: ReadonlyMap<string, Change>): DeployedFamily {
  const change = changes.get(family.family);
  if (change?.kind === "first_seen") return { ...family, outcome: "first_seen" };
  if (change?.kind === "declared" && change.activates !== null) {
    return { ...family, outcome: "activated" };
  }
  return family;
}
