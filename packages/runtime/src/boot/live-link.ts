import { memory, type PromptrailConfig } from "@promptrail/core";
import type {
  FollowedSource,
  HistorySource,
  OpenStore,
  OpenStoreSettings,
} from "@promptrail/core/lifecycle";
import type { Project } from "../project/load-project.js";
import type { PromptrailSettings } from "../promptrail-settings.js";
import { StoreDoor } from "../store/store-door.js";
import { toOpenStore } from "../store/to-open-store.js";

/** An operator or an orchestrator waits for the process to start. */
const remoteDeadlineMs = 2_000;
/** Nobody but this machine is waited for, which may be busy: a new folder takes it seconds. */
const localDeadlineMs = 30_000;

/** What tells a process what is live: its own store, or a server that it follows. */
export interface LiveLink {
  readonly source: FollowedSource;
  /** The source's decisions; null where it does not tell them. */
  readonly history: HistorySource | null;
  /** Null where a server is followed. */
  readonly store: OpenStore | null;
  /** Opens the store; one attempt. Throws what `Store.open` throws. */
  readonly open: () => Promise<unknown>;
  /** How a store of this process is opened. */
  readonly opening: OpenStoreSettings;
  /** The process ends: nothing waits any more for a store that is not open yet. */
  readonly giveUp: () => void;
  readonly deadlineMs: number;
  /** False for a state that is gone with the process: no file has anything of it. */
  readonly isKept: boolean;
}

export function toLiveLink(
  config: PromptrailConfig,
  { environment, projectFolder }: Project,
  settings: PromptrailSettings,
): LiveLink {
  const { statusSource, bootDeadlineMs, declares = true, creates = declares } = settings;
  const opening = { environment, projectFolder, create: creates };
  if (statusSource !== undefined) {
    const deadlineMs = bootDeadlineMs ?? remoteDeadlineMs;
    return {
      source: statusSource,
      history: statusSource.history ?? null,
      store: null,
      open: async () => {},
      giveUp: () => {},
      deadlineMs,
      isKept: true,
      opening,
    };
  }
  const configured = config.store ?? memory();
  const { kind = "remote" } = configured;
  const door = new StoreDoor(configured, opening);
  const store = toOpenStore(door);
  return {
    source: store.status,
    history: store.status,
    store,
    open: () => door.open(),
    giveUp: () => door.giveUp(),
    opening,
    deadlineMs: bootDeadlineMs ?? (kind === "remote" ? remoteDeadlineMs : localDeadlineMs),
    isKept: kind !== "memory",
  };
}
