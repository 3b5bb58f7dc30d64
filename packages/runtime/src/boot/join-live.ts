import type { Lock, OpenStore, Registry, Snapshot } from "@promptrail/core/lifecycle";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import { declareNews } from "../decisions/declare.js";
import { findBootActor } from "../decisions/find-boot-actor.js";
import type { FleetReporter } from "../fleet/fleet-reporter.js";
import type { ProblemBoard } from "../problems/problem-board.js";
import type { Project } from "../project/load-project.js";
import { readLockFile } from "../project/read-lock-file.js";
import type { LiveStatus } from "../state/live-status.js";
import type { StatusFollower } from "../state/status-follower.js";
import { keepJoining } from "./keep-joining.js";
import type { LiveLink } from "./live-link.js";
import { compareAtStart, registerAtStart } from "./register-at-start.js";
import { restoreState } from "./restore-state.js";
import { tellUnnamed, unnamedEnvironment } from "./unnamed-environment.js";

interface JoinPorts {
  readonly project: Project;
  readonly link: LiveLink;
  readonly live: LiveStatus;
  readonly catalog: VersionCatalog;
  readonly problems: ProblemBoard;
  readonly follower: StatusFollower;
  /** Null for a process that the fleet does not hear of. */
  readonly reporter: FleetReporter | null;
  /** False: this process looks or decides, and what its build declares is left to others. */
  readonly declares: boolean;
  /** False: a store that is away ends the start. */
  readonly startsWithoutStore: boolean;
}

/**
 * The start of a process: the last-known-good file, then the store or the server, for which it waits a
 * while and then goes on in the background.
 */
export async function joinLive(ports: JoinPorts): Promise<{ readonly stop: () => void }> {
  const { project, link, problems, startsWithoutStore } = ports;
  const { projectFolder, environment } = project;
  // A wrong lock file is wrong use: it is told before anything is waited for.
  const lock = link.store !== null && ports.declares ? await readLockFile(projectFolder) : null;
  if (link.isKept) await restoreState({ projectFolder, environment, ...ports });
  const join = link.store === null ? () => joinSource(ports) : () => joinStore(ports, lock);
  const { deadlineMs } = link;
  return keepJoining({ join, deadlineMs, startsWithoutStore, onProblem: problems.tell });
}

async function joinStore(ports: JoinPorts, lock: Lock | null): Promise<void> {
  const { project, link, follower, reporter, declares } = ports;
  const { store } = link;
  if (store === null) return;
  await link.open().catch((error: unknown) => {
    throw project.isEnvironmentNamed ? error : tellUnnamed(error);
  });
  if (!project.isEnvironmentNamed) await tellOfOthers(project, store, ports.problems);
  if (!declares) await compareAtStart({ ...ports, store });
  else {
    await registerAtStart({ ...ports, store });
    const known = await store.status.readSnapshot();
    // Before anything is declared: that may take long, for its evidence, and what is live is served already.
    if (knowsAll(known, project.registry)) await follower.apply(known);
    const findActor = () => findBootActor(project.projectFolder, lock);
    await declareNews(project, store, known, { lock, findActor, source: "boot" });
  }
  await follower.read();
  await follower.watch();
  reporter?.join();
}

/** Who forgot to name the environment may mean another one that is there. */
async function tellOfOthers(
  { environment }: Project,
  store: OpenStore,
  problems: ProblemBoard,
): Promise<void> {
  const others = (await store.environments()).filter((name) => name !== environment);
  if (others.length > 0) problems.tell(unnamedEnvironment(environment, others));
}

/** A family that is missing would be one that cannot be called. */
function knowsAll({ families }: Snapshot, registry: Registry): boolean {
  const known = new Set(families.map(({ family }) => family));
  return registry.families.every((family) => known.has(family));
}

/** A server that is away is waited for by the source itself, which tells its state when it has one. */
async function joinSource({ follower, problems }: JoinPorts): Promise<void> {
  await follower.read().catch(problems.tell);
  await follower.watch();
}
