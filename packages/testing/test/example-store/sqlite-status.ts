import type { Decision } from "@promptrail/core";
import {
  collectFacts,
  type DecisionTransaction,
  decideAllWithin,
  decideWithin,
  findConflicts,
  isEvidenceFor,
  type KnownVersion,
  mayDecide,
  pickFamilies,
  planRegistration,
  previewWithin,
  requireOwnHash,
  type Snapshot,
  type StatusStore,
  watchByPolling,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import type { Room, RoomFile } from "./room.js";

/** The status store of one environment, whose history began as `storeId`. */
export function sqliteStatus(
  { read, write }: RoomFile,
  environment: string,
  storeId: string,
): StatusStore {
  const readSnapshot = () =>
    read(({ decisions, families }): Snapshot => {
      const { revision, hash: headHash } = headOf(decisions.all());
      return { storeId, environment, revision, headHash, families: families.all() };
    });
  return {
    registerVersions: (versions) =>
      write((room) => {
        const plan = planRegistration(environment, versions, listKnown(room));
        for (const version of [...plan.added, ...plan.replaced]) {
          room.versions.put(versionKey(version.family, version.version), version);
        }
        return plan.conflicts;
      }),
    findConflicts: (versions) => read((room) => findConflicts(versions, listKnown(room))),
    listRegistered: (families) => read((room) => pickFamilies(listKnown(room), families)),
    readSnapshot,
    readVersion: async (family, version) => {
      const found = await read(({ versions }) => versions.find(versionKey(family, version)));
      if (found === null) return null;
      const { status: _status, ...body } = found;
      return requireOwnHash(body);
    },
    decide: (command) => write((room) => decideWithin(beginDecision(room), command)),
    decideAll: (commands) => write((room) => decideAllWithin(beginDecision(room), commands)),
    findDecision: (key) => read(({ decisions }) => findDecision(decisions.all(), key)),
    previewRegistration: (versions) =>
      read((room) => planRegistration(environment, versions, listKnown(room))),
    preview: (...asked) => write((room) => previewWithin(beginDecision(room), ...asked)),
    readHistory: async ({ family, limit, before }) => {
      const decisions = await read((room) => room.decisions.all());
      return decisions
        .filter((decision) => family === null || decision.family === family)
        .filter(({ revision }) => before === null || revision < before)
        .slice(-limit)
        .reverse();
    },
    watch: watchByPolling({ readSnapshot, pollMs: 200 }),
  };
}

/** What core's recipe reads and writes, within one write of the file. */
export function beginDecision(room: Room): DecisionTransaction {
  const decisions = room.decisions.all();
  return {
    head: headOf(decisions),
    readFamily: async (family) => room.families.find(family),
    findDecision: async (key) => findDecision(decisions, key),
    readFacts: async (family, activeVersion) => {
      const recorded = { versions: room.versions.all(), decisions, now: new Date() };
      return collectFacts(recorded, family, activeVersion);
    },
    findEvidence: async (key) => ({
      evidence:
        room.evidence.all().findLast((each) => isEvidenceFor(each, key) && mayDecide(each)) ?? null,
    }),
    record: async (recorded, states) => {
      for (const decision of recorded) room.decisions.put(`${decision.revision}`, decision);
      for (const state of states) room.families.put(state.family, state);
    },
  };
}

function findDecision(decisions: readonly Decision[], key: string): Decision | null {
  return decisions.find(({ idempotencyKey }) => idempotencyKey === key) ?? null;
}

function headOf(decisions: readonly Decision[]): DecisionTransaction["head"] {
  return decisions.at(-1) ?? { revision: 0, hash: "" };
}

function listKnown({ versions, families }: Room): readonly KnownVersion[] {
  return versions.all().map((version) => {
    const activated = families.find(version.family)?.activatedVersions ?? [];
    return { ...version, wasActive: activated.includes(version.version) };
  });
}
