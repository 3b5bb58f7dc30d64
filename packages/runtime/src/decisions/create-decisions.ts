import { PromptrailError } from "@promptrail/core";
import { type DecisionResult, type OpenStore, readHistoryPage } from "@promptrail/core/lifecycle";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import { aliveWithinMs, waitForFleet } from "../fleet/wait-for-fleet.js";
import type { Project } from "../project/load-project.js";
import { readLockFile } from "../project/read-lock-file.js";
import type { LiveState } from "../state/live-state.js";
import type { StatusFollower } from "../state/status-follower.js";
import type { DecisionUseCases } from "./decision-use-cases.js";
import { deploy } from "./deploy.js";
import { runDrill } from "./drill/run-drill.js";
import { archive, resume, shadow } from "./family-decisions.js";
import { promote } from "./promote.js";
import { recover } from "./recovery/recover.js";
import { toHistoryQuery } from "./request/to-history-query.js";
import { rollback } from "./rollback.js";

interface DecisionPorts {
  readonly project: Project;
  /** Null where this process follows a server. */
  readonly store: OpenStore | null;
  readonly catalog: VersionCatalog;
  /** What this process has applied. */
  readonly live: { readonly current: LiveState };
  /** Applies a decision of this process at once, or the store's state. */
  readonly follower: Pick<StatusFollower, "applyOwn" | "read">;
  /** The build's versions are registered. */
  readonly onDeployed: (store: OpenStore) => Promise<void>;
}

/** Wires everything that asks the store. */
export function createDecisions(ports: DecisionPorts): DecisionUseCases {
  const { project, store, catalog, live, follower, onDeployed } = ports;
  const applyOwn = (result: DecisionResult) => follower.applyOwn(result);
  const findState = (family: string) => live.current.families.get(family);
  return {
    promote: async (request) =>
      applyOwn(await promote({ ...project, catalog, findState }, requireStore(store), request)),
    rollback: async (request) => applyOwn(await rollback(requireStore(store), request)),
    shadow: async (request) => applyOwn(await shadow(requireStore(store), request)),
    archive: async (request) => applyOwn(await archive(requireStore(store), request)),
    resume: async (request) => applyOwn(await resume(requireStore(store), request)),
    recover: async (request) => {
      const report = await recover(requireStore(store), live.current, request);
      await follower.read();
      return report;
    },
    deploy: async (request) => {
      const opened = requireStore(store);
      const lock = await readLockFile(project.projectFolder);
      const { report, results } = await deploy({ ...project, catalog }, opened, lock, request);
      for (const result of results) await applyOwn(result);
      await onDeployed(opened);
      return report;
    },
    drill: async (request) => runDrill(requireStore(store), request, applyOwn),
    history: async (request) => requireStore(store).status.readHistory(toHistoryQuery(request)),
    historyPage: async (request) =>
      readHistoryPage(requireStore(store).status, toHistoryQuery(request)),
    checkContents: async (after) => requireStore(store).checkContents(after),
    fleet: async ({ withinMs = aliveWithinMs } = {}) => requireStore(store).fleet.read(withinMs),
    waitForFleet: async (wait) => {
      const { answer } = await waitForFleet(requireStore(store).fleet, wait);
      return answer;
    },
  };
}

function requireStore(store: OpenStore | null): OpenStore {
  if (store !== null) return store;
  throw new PromptrailError(
    "not_supported",
    "This process follows a server and has no store of its own. Send the request to the server, with `@promptrail/client` or the CLI.",
  );
}
