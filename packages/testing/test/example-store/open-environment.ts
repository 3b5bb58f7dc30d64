import type { Evidence } from "@promptrail/core";
import {
  byKeyAge,
  checkAllContents,
  type EvidenceKey,
  type EvidenceStore,
  type FleetStore,
  isEvidenceFor,
  type KeyStore,
  mayAddKey,
  mayDecide,
  noteKeyUse,
  type OpenStore,
  placeEvidence,
  reconsiderWithin,
  replaceKey,
  toFleetMember,
} from "@promptrail/core/lifecycle";
import { openCalls } from "./open-calls.js";
import { type Room, type RoomFile, roomFile } from "./room.js";
import type { SqliteFile } from "./sqlite-file.js";
import { beginDecision, sqliteStatus } from "./sqlite-status.js";

interface EnvironmentSettings {
  readonly file: SqliteFile;
  readonly environment: string;
  readonly storeId: string;
  readonly release: () => void;
}

/** The ports of one environment. */
export function openEnvironment(settings: EnvironmentSettings): OpenStore {
  const { file, environment, storeId, release } = settings;
  const kept = roomFile(file, environment);
  const status = sqliteStatus(kept, environment, storeId);
  const watches = new Set<() => Promise<void>>();
  return {
    status: {
      ...status,
      watch: async (...request) => {
        const stop = await status.watch(...request);
        watches.add(stop);
        return stop;
      },
    },
    evidence: openEvidence(kept),
    calls: openCalls(kept),
    keys: openKeys(kept),
    fleet: openFleet(kept),
    environments: async () => file.read((shelves) => shelves("store id", "").ids()),
    checkContents: () =>
      kept.read(({ versions, evidence, decisions }) =>
        checkAllContents({
          versions: versions.all(),
          evidence: evidence.all(),
          decisions: decisions.all(),
        }),
      ),
    sharedWork: async () => null,
    close: async () => {
      await Promise.all([...watches].map((stop) => stop()));
      release();
    },
  };
}

function openEvidence({ read, write }: RoomFile): EvidenceStore {
  return {
    save: (saved) =>
      write(async (room) => {
        const placed = placeWithin(room, saved);
        await reconsiderWithin(beginDecision(room), placed);
        return placed;
      }),
    requireWritable: () => write(async () => {}),
    find: (key) => read((room) => findDeciding(room, key)),
    read: (id) => read(({ evidence }) => evidence.find(id)),
    list: ({ family, limit }) =>
      read(({ evidence }) =>
        evidence
          .all()
          .filter((each) => each.family === family)
          .slice(-limit)
          .reverse(),
      ),
  };
}

/** Evidence as it stands beside the runs of its key; what has been saved stays as it is. */
export function placeWithin(room: Pick<Room, "evidence">, saved: Evidence): Evidence {
  const known = room.evidence.find(saved.id);
  if (known !== null) return known;
  const count = findRuns(room, saved).length;
  const placed = placeEvidence(saved, { count, deciding: findDeciding(room, saved) });
  room.evidence.put(placed.id, placed);
  return placed;
}

function findRuns({ evidence }: Pick<Room, "evidence">, key: EvidenceKey): readonly Evidence[] {
  return evidence.all().filter((each) => isEvidenceFor(each, key));
}

function findDeciding(room: Pick<Room, "evidence">, key: EvidenceKey): Evidence | null {
  return findRuns(room, key).findLast(mayDecide) ?? null;
}

function openKeys({ read, write }: RoomFile): KeyStore {
  return {
    save: (key) =>
      write(({ keys }) => {
        if (keys.find(key.id) === null) keys.put(key.id, key);
      }),
    add: (key) =>
      write(({ keys }) => {
        if (!mayAddKey(key, keys.all())) return "taken";
        keys.put(key.id, key);
        return "added";
      }),
    find: (id) => read(({ keys }) => keys.find(id)),
    list: () => read(({ keys }) => keys.all().toSorted(byKeyAge)),
    remove: (id) => write(({ keys }) => keys.remove(id)),
    replace: (id, successor, until) =>
      write(({ keys }) => {
        const replaced = replaceKey(keys.find(id), successor, until);
        if (replaced === null) return "refused";
        for (const key of [replaced, successor]) keys.put(key.id, key);
        return "replaced";
      }),
    noteUse: (id, at) =>
      write(({ keys }) => {
        const used = noteKeyUse(keys.find(id), at);
        if (used !== null) keys.put(id, used);
      }),
  };
}

function openFleet({ read, write }: RoomFile): FleetStore {
  return {
    report: (report) =>
      write(({ processes, decisions }) => {
        const known = processes.find(report.processId);
        const decision = decisions.find(`${report.revision}`);
        const member = toFleetMember(report, known, decision?.decidedAt ?? null);
        processes.put(report.processId, member);
      }),
    leave: (processId) => write(({ processes }) => processes.remove(processId)),
    read: (withinMs) =>
      read(({ processes }) => {
        const oldest = Date.now() - withinMs;
        return processes.all().filter(({ reportedAt }) => reportedAt.getTime() >= oldest);
      }),
    saveDrill: (drill) => write(({ drills }) => drills.put(`${drill.revision}`, drill)),
    readDrills: (limit) => read(({ drills }) => drills.all().slice(-limit).reverse()),
  };
}
