import type { FamilyState } from "./family-state.js";

/** The whole live state of an environment at one revision. */
export interface Snapshot {
  /** Names the store's history: another one is another history, whatever its revision says. */
  readonly storeId: string;
  readonly environment: string;
  /** The last decision's revision; 0 before the first. Commit order is number order. */
  readonly revision: number;
  /** The last decision's hash; the empty string before the first. */
  readonly headHash: string;
  readonly families: readonly FamilyState[];
}

/** Which state it is, without the state: a point of a history. */
export type SnapshotHead = Pick<Snapshot, "storeId" | "revision" | "headHash">;
