import type { CallLog } from "@promptrail/core/call-log";
import type { Recorder } from "../calls/record/recorder.js";
import type { SubjectSecret } from "../calls/record/subject-secret.js";
import type { CallLogUseCases } from "./call-log-use-cases.js";
import { eraseSubject } from "./erase-subject.js";
import { requireReported } from "./require-reported.js";
import { findCall, listCalls, searchCalls } from "./search-calls.js";
import { readUsageReport } from "./usage-report.js";

interface CallLogPorts {
  readonly log: CallLog;
  readonly recorder: Recorder;
  readonly secret: SubjectSecret;
  /** The families that are declared or live here. */
  readonly families: () => ReadonlySet<string>;
  readonly declaresTools: (family: string, version: number) => boolean | undefined;
  readonly now: () => Date;
}

/** Wires all that asks the call log, or changes it. */
export function createCallLogUseCases(ports: CallLogPorts): CallLogUseCases {
  const { log, recorder, secret, families, declaresTools, now } = ports;
  return {
    read: async (query) => log.read(query),
    sample: async (query) => log.sample(query),
    find: (id) => findCall(log, id),
    search: (request) => searchCalls(log, request, now()),
    list: (request) => listCalls(log, request, now()),
    usage: (request = {}) => readUsageReport({ log, declaresTools, now: now() }, request),
    gaps: async (request) => log.gaps(request),
    erasures: async () => log.erasures(),
    report: async (calls, gaps = []) => {
      requireReported(calls, gaps, { families: families(), now: now() });
      if (gaps.length > 0) await log.appendGaps(gaps);
      await recorder.report(calls);
    },
    erase: (subject, by) => eraseSubject({ log, secret, now: now() }, subject, by),
    upkeep: async (settings = {}) => log.upkeep({ ...settings, now: now() }),
  };
}
