import type { LoggedCall } from "@promptrail/core/call-log";
import { findRoom, fitCall } from "../room/room.js";
import type { Journal } from "./journal.js";
import type { OpenCalls } from "./open-calls.js";

/** What a spool was handed: a call's record, or the id of one that needs none. */
export type Taken = LoggedCall | { readonly settled: string };

interface Putting {
  readonly journal: Journal;
  readonly open: OpenCalls;
  readonly findShare: (bytes: number) => number;
  readonly isErased: (subject: string) => boolean;
  readonly draw: () => number;
}

/** What was put into the journal's buffer of something taken, and what is to be counted once it is written. */
export interface Put {
  readonly id: string;
  /** The call, where the spool owes its record: it is lost where the buffer cannot be written. */
  readonly call: LoggedCall | null;
  /** Lost for want of room. */
  readonly lost: "bodies" | "calls" | null;
  /** Under which number its intent is written. */
  readonly number: number | undefined;
}

/** Puts into the journal's buffer what is kept of something taken. Throws where it has no JSON form. */
export function putTaken(taken: Taken, putting: Putting): Put {
  const { journal, open, findShare, isErased, draw } = putting;
  const id = "settled" in taken ? taken.settled : taken.id;
  const number = open.findNumber(id);
  const isOwed = !("settled" in taken) && !(taken.subject !== null && isErased(taken.subject));
  if (!isOwed) {
    if (number !== undefined) journal.add("settled", JSON.stringify(id), number);
    return { id, call: null, lost: null, number };
  }
  const { call, lost } = fitCall(taken, findRoom(findShare(journal.buffered)), draw);
  if (call !== null) journal.add("call", JSON.stringify(call), number);
  return { id, call: taken, lost, number };
}
