import type { Wire } from "../../../upstream/wire.js";
import { findEventKind, type ProviderCell, replies, waits } from "./axes.js";

export type CellSize = "short" | "long";

/** What cells are possible for: one vendor, and one length of the run. */
export interface CellScope {
  readonly wire: Pick<Wire, "failures" | "toErrorEvent" | "streamsAlways">;
  readonly size: CellSize;
}

/** Where a cell is impossible, or adds nothing to another one. A cell belongs to the first that is true of it. */
export const exclusions = {
  /** Only what comes to its end has no fault, and the other way round. */
  aWholeReplyHasNoFault: ({ phase, fault }) => (phase === "whole") !== (fault === "none"),
  /** Before the first byte there is no status. */
  noStatusBeforeTheHeaders: ({ phase, reply }) => phase === "connect" && reply !== 200,
  /** Before the first byte there is nothing that could drip or end. */
  noBytesBeforeTheHeaders: ({ phase, fault }) =>
    phase === "connect" && fault !== "close" && fault !== "reset" && fault !== "silence",
  /** Compression, JSON, events and an end by the rules of HTTP are a body's. */
  noBodyInTheHeaders: (cell) => cell.phase === "headers" && isOfTheBody(cell),
  /** A reply that tells of a failure has no answer that could have begun. */
  noContentInAFailure: ({ phase, reply }) =>
    reply !== 200 && (phase === "after-content" || phase === "before-terminal"),
  /** Nor has it events. */
  noEventInAFailure: ({ reply, fault }) => reply !== 200 && findEventKind(fault) !== null,
  /** A redirect is told by its headers. */
  noBodyInARedirect: ({ reply, phase }) => reply === 307 && phase === "before-content",
  /** Only a failure whose headers came whole asks to wait. */
  noWaitWithoutAFailure: ({ phase, reply, wait }) =>
    wait !== "absent" &&
    (phase === "connect" || phase === "headers" || reply === 200 || reply === 307),
  /** A body that tells of a failure tells of nothing else. */
  noEventAfterABodyBegan: ({ method, phase, fault }, { wire }) =>
    method === "complete" &&
    wire.streamsAlways !== true &&
    findEventKind(fault) !== null &&
    phase !== "before-content",
  /** The vendor has no word for this failure. */
  noWordForIt: ({ reply, fault }, { wire }) => {
    const kind = findEventKind(fault);
    if (kind !== null && (wire.toErrorEvent === null || wire.failures[kind]?.code === undefined)) {
      return true;
    }
    return reply === "quota" && wire.failures.quota === undefined;
  },
  /** The short run takes one form of `Retry-After` for each way to break a failure's body, all of them in turn. */
  oneWaitInTheShortRun: ({ reply, phase, fault, wait }, { size }) => {
    if (size === "long" || reply === 200 || reply === 307 || phase !== "before-content")
      return false;
    const turn = replies.indexOf(reply) + fault.length;
    return wait !== waits[turn % waits.length];
  },
} satisfies Record<string, (cell: ProviderCell, scope: CellScope) => boolean>;

export type ExclusionName = keyof typeof exclusions;

function isOfTheBody({ fault }: ProviderCell): boolean {
  const ofTheHead: readonly ProviderCell["fault"][] = ["close", "reset", "silence", "slow-drip"];
  return !ofTheHead.includes(fault);
}

/** The name of the first exclusion that is true of a cell; null for a cell to be run. */
export function findExclusion(cell: ProviderCell, scope: CellScope): ExclusionName | null {
  const named = Object.entries(exclusions) as [
    ExclusionName,
    (cell: ProviderCell, scope: CellScope) => boolean,
  ][];
  return named.find(([, isExcluded]) => isExcluded(cell, scope))?.[0] ?? null;
}
