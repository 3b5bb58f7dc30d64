import { createHash } from "node:crypto";
import { type StatusWire, statusWire, toWire } from "@promptrail/http-api";
import type { EnvironmentStatus, PromptReader } from "@promptrail/runtime";

/** What is live, as it goes over the wire. One value a state: made once, however many ask for it. */
export interface ServedStatus {
  readonly wire: StatusWire;
  /** The wire's JSON. */
  readonly text: string;
  /** Names exactly this text. */
  readonly etag: string;
}

export interface StatusReader {
  /** No I/O; no work while nothing changed. */
  read(): ServedStatus;
}

/** What may change without a revision (problems, drift) is looked at this often. */
const freshMs = 1_000;

/** Keeps the applied state's text until another state is applied. */
export function createStatusReader(
  promptrail: PromptReader,
  now: () => number = () => performance.now(),
): StatusReader {
  let known: KnownStatus | null = null;
  let isCurrent = true;
  promptrail.watch(() => {
    isCurrent = false;
  });
  return {
    read: () => {
      if (known !== null && isCurrent && now() - known.lookedAt < freshMs) return known.served;
      const status = promptrail.status();
      const facts = toFacts(status);
      const isSame = known !== null && known.facts === facts && known.snapshot === status.snapshot;
      const served = known !== null && isSame ? known.served : toServedStatus(status);
      known = { facts, served, snapshot: status.snapshot, lookedAt: now() };
      isCurrent = true;
      return served;
    },
  };
}

interface KnownStatus {
  readonly facts: string;
  readonly snapshot: EnvironmentStatus["snapshot"];
  readonly served: ServedStatus;
  readonly lookedAt: number;
}

/** All that the text holds beside the snapshot. */
function toFacts({ stateSource, problems, families }: EnvironmentStatus): string {
  const reports = families.map(({ declaredVersion, drift }) => [declaredVersion, drift]);
  return JSON.stringify([stateSource, problems, reports]);
}

function toServedStatus(status: EnvironmentStatus): ServedStatus {
  const wire = toWire(statusWire, status);
  const text = JSON.stringify(wire);
  // The digest tells apart two stores, or two builds, at one revision.
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return { wire, text, etag: `"r${wire.revision}-${digest}"` };
}
