import type * as core from "@promptrail/core";
import type { Shelf, Shelves, SqliteFile } from "./sqlite-file.js";

/** What is kept of one environment. */
export interface Room {
  readonly versions: Shelf<core.VersionRegistration>;
  readonly families: Shelf<core.FamilyState>;
  /** By revision. */
  readonly decisions: Shelf<core.Decision>;
  readonly evidence: Shelf<core.Evidence>;
  readonly calls: Shelf<core.CallRecord>;
  readonly keys: Shelf<core.ApiKey>;
  readonly processes: Shelf<core.FleetMember>;
  readonly drills: Shelf<core.Drill>;
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
    keys: shelves("key", environment),
    processes: shelves("process", environment),
    drills: shelves("drill", environment),
  });
  return {
    read: async (work) => file.read((shelves) => work(room(shelves))),
    write: (work) => file.write(async (shelves) => work(room(shelves))),
  };
}
