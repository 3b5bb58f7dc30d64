import type {
  CallGap,
  CallIntent,
  CallSpool,
  LoggedCall,
  OpenCallSpool,
  OpenSpoolSettings,
} from "@promptrail/core/call-log";

/** A spool that remembers what it is told, in its order, and opens and writes when a test lets it. */
export function fakeSpool() {
  const heard: string[] = [];
  const intents: CallIntent[] = [];
  const calls: LoggedCall[] = [];
  const gaps: CallGap[] = [];
  const opening = Promise.withResolvers<void>();
  const state: { isDiskFull: boolean; settings: OpenSpoolSettings | null; opened: number } = {
    isDiskFull: false,
    settings: null,
    opened: 0,
  };
  const open: OpenCallSpool = {
    start: (intent) => {
      intents.push(intent);
      heard.push(`start ${intent.id}`);
    },
    add: (call) => {
      calls.push(call);
      heard.push(`add ${call.id}`);
    },
    settle: (id) => void heard.push(`settle ${id}`),
    lose: (gap) => void gaps.push(gap),
    sync: async () => {
      heard.push("sync");
      if (state.isDiskFull) throw new Error("The disk is full.");
    },
    flush: async () => void heard.push("flush"),
    get waiting() {
      return { calls: calls.length, bytes: 0 };
    },
    close: async () => void heard.push("close"),
  };
  const spool: CallSpool = {
    description: "a spool of a test",
    open: async (settings) => {
      state.opened += 1;
      state.settings = settings;
      await opening.promise;
      return open;
    },
  };
  return { spool, heard, intents, calls, gaps, state, letOpen: () => opening.resolve() };
}
