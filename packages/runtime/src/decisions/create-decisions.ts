import {
  type DecisionResult,
  type OpenStore,
  PromptrailError,
  readHistoryPage,
} from "@promptrail/core";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import { runDrill } from "../fleet/run-drill.js";
import { aliveWithinMs, waitForFleet } from "../fleet/wait-for-fleet.js";
import type { Project } from "../load-project.js";
import type { Promptrail } from "../promptrail.js";
import { readLockFile } from "../read-lock-file.js";
import type { LiveState } from "../state/live-state.js";
import { deploy } from "./deploy.js";
import { archive, resume, shadow } from "./family-decisions.js";
import { promote } from "./promote.js";
import { recover } from "./recovery/recover.js";
import { rollback } from "./rollback.js";
import { toHistoryQuery } from "./to-history-query.js";

type Decisions = Pick<
  Promptrail,
  | "promote"
  | "rollback"
  | "shadow"
  | "archive"
  | "resume"
  | "recover"
  | "deploy"
  | "drill"
  | "history"
  | "historyPage"
  | "checkContents"
  | "fleet"
  | "waitForFleet"
>;

interface DecisionPorts {
  readonly project: Project;
  /** Null where this process follows a server. */
  readonly store: OpenStore | null;
  /** Applies a decision of this process at once. */
  readonly applyOwn: (result: DecisionResult) => Promise<DecisionResult>;
  readonly catalog: VersionCatalog;
  /** What this process has applied. */
  readonly live: { readonly current: LiveState };
  /** Applies the store's state now. */
  readonly read: () => Promise<void>;
  /** The build's versions are registered. */
  readonly onDeployed: (store: OpenStore) => Promise<void>;
}

/** Wires everything that asks the store. */
export function createDecisions(ports: DecisionPorts): Decisions {
  const { project, store, catalog, applyOwn, live, read, onDeployed } = ports;
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
      await read();
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
    "This process follows a server and has no store of its own. Ask the server, with `@promptrail/client` or the CLI.",
  );
}
