import type { Decision, Evidence } from "@promptrail/core";
import type { CallGap, Erasure, LoggedCall } from "@promptrail/core/call-log";
import type {
  ApiKey,
  Drill,
  FamilyState,
  FleetMember,
  VersionRegistration,
} from "@promptrail/core/lifecycle";
import type { Shelf, Shelves, SqliteFile } from "./sqlite-file.js";

/** What is kept of one environment. */
export interface Room {
  readonly versions: Shelf<VersionRegistration>;
  readonly families: Shelf<FamilyState>;
  /** By revision. */
  readonly decisions: Shelf<Decision>;
  readonly evidence: Shelf<Evidence>;
  readonly calls: Shelf<LoggedCall>;
  readonly gaps: Shelf<CallGap>;
  /** By subject. */
  readonly erasures: Shelf<Erasure>;
  readonly secrets: Shelf<Uint8Array>;
  readonly keys: Shelf<ApiKey>;
  readonly processes: Shelf<FleetMember>;
  readonly drills: Shelf<Drill>;
}

/** The same reads and writes as of the file, of one environment. */
export interface RoomFile {
  readonly read: <Result>(work: (room: Room) => Result) => Promise<Result>;
  readonly write: <Result>(work: (room: Room) => Result | Promise<Result>) => Promise<Result>;
}

export function roomFile(file: SqliteFile, environment: string): RoomFile {
  const room = (shelves: Shelves): Room => ({
    versions: shelves("version", environment),
    families: shelves("family", environment),
    decisions: shelves("decision", environment),
    evidence: shelves("evidence", environment),
    calls: shelves("call", environment),
    gaps: shelves("gap", environment),
    erasures: shelves("erasure", environment),
    secrets: shelves("secret", environment),
    keys: shelves("key", environment),
    processes: shelves("process", environment),
    drills: shelves("drill", environment),
  });
  return {
    read: async (work) => file.read((shelves) => work(room(shelves))),
    write: (work) => file.write(async (shelves) => work(room(shelves))),
  };
}
