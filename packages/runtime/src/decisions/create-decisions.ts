import { type DecisionResult, type OpenStore, oneAtATime } from "@promptrail/core/lifecycle";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import type { Project } from "../project/load-project.js";
import { readLockFile } from "../project/read-lock-file.js";
import type { LiveState } from "../state/live-status.js";
import type { StatusFollower } from "../state/status-follower.js";
import type { DecisionUseCases } from "./decision-use-cases.js";
import { deploy } from "./deploy.js";
import { runDrill } from "./drill/run-drill.js";
import { archive, resume, shadow } from "./family-decisions.js";
import { rollbackAll } from "./many/rollback-all.js";
import { promote } from "./promote.js";
import { recover } from "./recovery/recover.js";
import { rollback } from "./rollback.js";
import { toDryStore } from "./to-dry-store.js";

interface DecisionPorts {
  readonly project: Project;
  /** The store. Throws where there is none. */
  readonly open: () => OpenStore;
  readonly catalog: VersionCatalog;
  /** What this process has applied. */
  readonly live: { readonly current: LiveState };
  /** Applies decisions of this process at once, or the store's state. */
  readonly follower: Pick<StatusFollower, "applyOwn" | "read">;
  /** The build's versions are registered. */
  readonly onDeployed: (store: OpenStore) => Promise<void>;
}

/** A dry run asks a store that writes nothing, and this process applies nothing of it. */
interface Tried {
  readonly dryRun?: boolean | undefined;
}

/** Wires everything that decides what is live. */
export function createDecisions(ports: DecisionPorts): DecisionUseCases {
  const { project, open, catalog, live, follower, onDeployed } = ports;
  const applyOwn = async (result: DecisionResult) => {
    await follower.applyOwn([result]);
    return result;
  };
  const decide = async (
    { dryRun = false }: Tried,
    ask: (store: OpenStore) => Promise<DecisionResult>,
  ) => (dryRun ? ask(toDryStore(open()).store) : applyOwn(await ask(open())));
  const inTurn = oneAtATime();
  const findState = (family: string) => live.current.families.get(family);
  return {
    promote: (request) =>
      decide(request, (store) => promote({ ...project, catalog, findState }, store, request)),
    rollback: (request) => decide(request, (store) => rollback(store, request)),
    rollbackAll: async (request) =>
      rollbackAll({ store: open(), inTurn, applied: (all) => follower.applyOwn(all) }, request),
    shadow: async (request) => applyOwn(await shadow(open(), request)),
    archive: async (request) => applyOwn(await archive(open(), request)),
    resume: async (request) => applyOwn(await resume(open(), request)),
    recover: async (request) => {
      const report = await recover(open(), live.current, request);
      await follower.read();
      return report;
    },
    deploy: async (request) => {
      const opened = open();
      const lock = await readLockFile(project.projectFolder);
      if (request.dryRun === true) {
        const { store, registered } = toDryStore(opened);
        const { report } = await deploy({ ...project, catalog }, store, lock, request);
        return { ...report, dryRun: { registers: registered() } };
      }
      const { report, results } = await deploy({ ...project, catalog }, opened, lock, request);
      for (const result of results) await applyOwn(result);
      await onDeployed(opened);
      return report;
    },
    drill: async (request) => runDrill(open(), request, applyOwn),
  };
}
