import {
  type CallLogStore,
  memory,
  type PromptrailConfig,
  PromptrailError,
} from "@promptrail/core";
import {
  type CallLog,
  type CallReports,
  createMemoryCallLog,
  type OpenCallLog,
} from "@promptrail/core/call-log";
import { toErrorText } from "@promptrail/core/errors";
import type { OpenStore, OpenStoreSettings } from "@promptrail/core/lifecycle";
import { tellOnce } from "../problems/tell-once.js";
import { StoreDoor } from "../store/store-door.js";
import { toCallLog } from "../store/to-call-log.js";

/** Where the records of calls go. */
export interface CallLogLink {
  readonly log: CallLog;
  /** True where it is in this process's own memory, and takes a record at once. */
  readonly isInMemory: boolean;
  /** Where calls are brought as well: to the server that this process follows. Null for nowhere. */
  readonly reports: CallReports | null;
  /** Says of the log what goes wrong with it. */
  readonly onProblem: (error: unknown) => void;
  readonly giveUp: () => void;
  readonly close: () => Promise<void>;
}

interface CallLogPorts {
  readonly config: PromptrailConfig;
  /** Null where a server is followed. */
  readonly store: OpenStore | null;
  readonly reports: CallReports | null;
  readonly settings: OpenStoreSettings;
  readonly onProblem: (error: unknown) => void;
}

/** The config's own call log, else the store's, else one in memory, beside that of a server that is followed. */
export function toCallLogLink({
  config,
  store,
  reports,
  settings,
  onProblem,
}: CallLogPorts): CallLogLink {
  if (config.callLog !== undefined) return toOwnLink(config.callLog, settings, onProblem);
  const { kind } = config.store ?? memory();
  return {
    log: store?.calls ?? createMemoryCallLog(),
    isInMemory: store === null || kind === "memory",
    reports,
    giveUp: () => {},
    close: async () => {},
    onProblem,
  };
}

/** Opened when it is first needed: a process starts without waiting for it. */
function toOwnLink(
  callLog: CallLogStore,
  settings: OpenStoreSettings,
  onProblem: (error: unknown) => void,
): CallLogLink {
  const door = new StoreDoor<OpenCallLog>(callLog, settings);
  // It is no store: what is live is known, whatever becomes of records. Told once, until it takes some.
  const problems = tellOnce(onProblem);
  const opened = toCallLog(async (work) => work((await door.open()).calls));
  const log: CallLog = {
    ...opened,
    append: async (calls) => {
      await opened.append(calls);
      problems.clear();
    },
  };
  return {
    log,
    isInMemory: callLog.kind === "memory",
    reports: null,
    giveUp: () => door.giveUp(),
    close: () => door.close(),
    onProblem: (error) => problems.tell(logFailed(callLog.description, error)),
  };
}

function logFailed(description: string, cause: unknown): PromptrailError {
  const reason = toErrorText(cause);
  return new PromptrailError(
    "unavailable",
    `The call log, ${description}, did not accept call records: ${reason.replace(/\.$/, "")}. Calls continue, and their records wait in the memory of this process. Check that the call log can be reached from here.`,
    { call_log: description },
    cause,
  );
}
