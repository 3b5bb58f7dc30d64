import type { CallGap } from "../../call-log/call-gap.js";
import type { CallIntent } from "../../call-log/call-intent.js";
import type { LoggedCall } from "../../call-log/logged-call.js";
import type { CallLog } from "./call-log.js";

/** A spool that is open in one process. None of its functions but `close` waits for the call log. */
export interface OpenCallSpool {
  /** Notes that a call begins, before it is sent: written, and so not lost with the process. Never throws. */
  start(call: CallIntent): void;
  /** Takes a call's record. Never throws. */
  add(call: LoggedCall): void;
  /** Notes that a call's record is in the call log by another way. Never throws. */
  settle(id: string): void;
  /** Counts what was lost elsewhere. Never throws. */
  lose(gap: CallGap): void;
  /** Resolves once everything that was taken before is on disk. Rejects with `file_unwritable`. */
  sync(): Promise<void>;
  /** Brings what waits to the call log. Resolves also where that takes none: it then goes on waiting. */
  flush(): Promise<void>;
  /** How much waits, for people and metrics. */
  readonly waiting: { readonly calls: number; readonly bytes: number };
  /** Writes and brings what can be within `withinMs`; the rest is taken up by the next process. */
  close(withinMs: number): Promise<void>;
}

export interface OpenSpoolSettings {
  readonly environment: string;
  /** The project's folder. */
  readonly projectFolder: string;
  readonly log: Pick<CallLog, "append" | "appendGaps" | "erasures">;
  readonly onProblem: (error: unknown) => void;
  /** Default: the clock of this process. */
  readonly now?: (() => Date) | undefined;
}

/** A crash-safe place in front of a call log: a value in a project's config. */
export interface CallSpool {
  /** What it is, for people: `spool (.promptrail/spool)`. */
  readonly description: string;
  /** @throws PromptrailError `file_unwritable`. */
  open(settings: OpenSpoolSettings): Promise<OpenCallSpool>;
}
