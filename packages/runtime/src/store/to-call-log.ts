import type { CallLog } from "@promptrail/core/call-log";

type Use = <Result>(work: (log: CallLog) => Promise<Result>) => Promise<Result>;

/** A call log that can be handed out before it is open: each use of it asks for it. */
export function toCallLog(use: Use): CallLog {
  return {
    append: (calls) => use((log) => log.append(calls)),
    appendGaps: (gaps) => use((log) => log.appendGaps(gaps)),
    read: (query) => use((log) => log.read(query)),
    search: (search) => use((log) => log.search(search)),
    sample: (query) => use((log) => log.sample(query)),
    usage: (query) => use((log) => log.usage(query)),
    gaps: (query) => use((log) => log.gaps(query)),
    subjectSecret: () => use((log) => log.subjectSecret()),
    erase: (subject, by) => use((log) => log.erase(subject, by)),
    erasures: () => use((log) => log.erasures()),
    upkeep: (settings) => use((log) => log.upkeep(settings)),
  };
}
