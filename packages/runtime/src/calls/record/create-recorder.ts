import type { CallRecord, PromptrailConfig } from "@promptrail/core";
import type { CallLog, CallSink, LoggedCall } from "@promptrail/core/call-log";
import { createRedactor } from "@promptrail/core/privacy";
import type { CallLogLink } from "../../boot/call-log-link.js";
import type { Project } from "../../project/load-project.js";
import { toCallLog } from "../../store/to-call-log.js";
import { createPolicies, type PolicyOf } from "./logging-policy.js";
import { Recorder } from "./recorder.js";
import { SubjectSecret } from "./subject-secret.js";
import { createToLogged } from "./to-logged-call.js";
import { GapCounter } from "./ways/gap-counter.js";
import { mapInTurns } from "./ways/in-turns.js";
import { MemorySink } from "./ways/memory-sink.js";
import { QueueSink, type SinkPorts } from "./ways/queue-sink.js";
import { ReportSink } from "./ways/report-sink.js";
import { SpoolDoor } from "./ways/spool-door.js";
import { SpoolSink } from "./ways/spool-sink.js";
import { SyncSink } from "./ways/sync-sink.js";

interface RecordingSettings {
  readonly config: Pick<PromptrailConfig, "logging" | "families" | "spool">;
  readonly project: Pick<Project, "environment" | "projectFolder">;
  readonly link: CallLogLink;
  /** Told of what is wrong with a spool. */
  readonly onProblem: (error: unknown) => void;
  readonly now?: (() => Date) | undefined;
  /** Whether a log in this process's own memory is given any call. Default: true. */
  readonly keepsCalls?: boolean | undefined;
}

/** What records calls, and the log as who reads it shall see it. */
interface Recording {
  readonly recorder: Recorder;
  readonly log: CallLog;
  readonly secret: SubjectSecret;
}

/** Wires what stands between calls and their log. */
export function createRecorder(settings: RecordingSettings): Recording {
  const { config, link, onProblem } = settings;
  const { redact = {} } = config.logging ?? {};
  const { log } = link;
  const policyOf =
    link.reports === null ? createPolicies(config) : inMemory(createPolicies(config));
  const secret = new SubjectSecret(log);
  const door = createDoor(settings);
  const gaps = new GapCounter(toGapLog(link), door);
  const redactor = redact === false ? null : createRedactor(redact);
  const toLogged = createToLogged({ policyOf, redactor, secret, onLoss: gaps.add });
  const ports: SinkPorts = {
    log,
    toLogged: (records) => toLoggedCalls(records, secret, toLogged),
    onLoss: gaps.add,
    onProblem: link.onProblem,
  };
  const queue = new QueueSink(ports);
  const own = link.isInMemory ? toMemorySink(settings, ports, queue) : queue;
  const { reports } = link;
  const memory =
    reports === null ? own : new ReportSink({ reports, own, onLoss: gaps.add, onProblem });
  const early = new QueueSink(ports);
  const spool =
    door === null
      ? null
      : { door, sink: new SpoolSink({ door, secret, toLogged, early, onProblem }) };
  const sync = new SyncSink({
    log,
    secret,
    toLogged,
    onKept: (id) => spool?.sink.settle(id),
    keepElsewhere: async (record) => (spool === null ? queue.add(record) : spool.sink.keep(record)),
    onProblem: link.onProblem,
  });
  return {
    recorder: new Recorder({ policyOf, gaps, ways: { memory, spool, sync } }),
    secret,
    log: link.isInMemory ? writingFirst(log, [own, gaps]) : log,
  };
}

function toMemorySink(
  { keepsCalls = true }: RecordingSettings,
  ports: SinkPorts,
  queue: QueueSink,
): CallSink {
  return keepsCalls ? new MemorySink(ports, queue) : { add: () => {}, flush: async () => {} };
}

/**
 * What a process that follows a server does: its records wait in memory. A file may not have them as they are, and what the server
 * makes of them (their subject's hash, what detectors leave) this process does not know.
 */
function inMemory(policyOf: PolicyOf): PolicyOf {
  return (family) => ({ ...policyOf(family), durability: "memory", waitsForDisk: false });
}

/** What was lost is told to a server that is followed, too. */
function toGapLog({ log, reports }: CallLogLink): Pick<CallLog, "appendGaps"> {
  if (reports === null) return log;
  return {
    appendGaps: async (gaps) => {
      await log.appendGaps(gaps);
      await reports.report([], gaps);
    },
  };
}

function createDoor(settings: RecordingSettings): SpoolDoor | null {
  const { config, project, link, onProblem, now } = settings;
  if (config.spool === undefined || link.reports !== null) return null;
  const { environment, projectFolder } = project;
  return new SpoolDoor(config.spool, { environment, projectFolder, log: link.log, onProblem, now });
}

/** @throws what the log throws that does not tell its secret. */
async function toLoggedCalls(
  records: readonly CallRecord[],
  secret: SubjectSecret,
  toLogged: (record: CallRecord) => LoggedCall,
): Promise<readonly LoggedCall[]> {
  if (records.some(({ subject }) => subject !== null)) await secret.require();
  return mapInTurns(records, toLogged);
}

interface Flushed {
  flush(): Promise<void>;
}

/** Records that wait in this process's memory for a log that is there as well are seen by whoever reads it. */
function writingFirst(log: CallLog, waiting: readonly Flushed[]): CallLog {
  return toCallLog(async (work) => {
    for (const each of waiting) await each.flush();
    return work(log);
  });
}
