import type { CallLog } from "./calls/call-log.js";
import type { ContentsPage } from "./contents-page.js";
import type { EvidenceStore } from "./evidence-store.js";
import type { FleetStore } from "./fleet-store.js";
import type { SharedWork } from "./jobs/shared-work.js";
import type { StoreDatabase } from "./jobs/store-database.js";
import type { KeyStore } from "./key-store.js";
import type { StatusStore } from "./status-store.js";

/** A store that is open for one environment. */
export interface OpenStore {
  readonly status: StatusStore;
  readonly calls: CallLog;
  readonly evidence: EvidenceStore;
  readonly keys: KeyStore;
  readonly fleet: FleetStore;
  /** Every environment that the store has, this one included, in the order of their names. */
  environments(): Promise<readonly string[]>;
  /**
   * Checks a part of what is kept beside the decisions, and changes nothing: whether each registered body
   * has its hash, whether evidence is as it was saved and as the decisions that stand on it saw it, and
   * whether a decision stands after the last. Null begins; `next` of the answer goes on.
   */
  checkContents(after: string | null): Promise<ContentsPage>;
  /** What work that outlives a process stands on; null in a store without a database. */
  sharedWork(): Promise<SharedWork | null>;
  close(): Promise<void>;
}

export interface OpenStoreSettings {
  readonly environment: string;
  /** The project's folder, for stores that keep files. */
  readonly projectFolder: string;
  /**
   * False: for one who looks or decides. Opens what is there and makes nothing: no folder, no schema, no
   * migration, no environment. Default: true, for those that declare what their code says.
   */
  readonly create?: boolean;
}

/** Where a project keeps its live state: a value in its config. */
export interface Store {
  /** What it is, for people: `embedded (.promptrail)`. Never holds a password. */
  readonly description: string;
  /**
   * How its state is kept. `remote`, the default: on a server, for which a process waits 2 s at most
   * when it starts. `local`: in files of this machine. `memory`: nowhere, so nothing of it is kept.
   */
  readonly kind?: "remote" | "local" | "memory";
  /**
   * Brings the schema up to date; a message for each migration that it applied.
   *
   * @param also brings up to date what others keep in its database, where it has one; its messages come last.
   */
  migrate(
    settings: OpenStoreSettings,
    also?: (database: StoreDatabase) => Promise<readonly string[]>,
  ): Promise<readonly string[]>;
  /**
   * Migrates, adds the environment and opens it. With `create: false` it does only the last. Throws
   * PromptrailError `store_unavailable`, `store_locked`; with `create: false` also `store_missing`,
   * `store_outdated`, `unknown_environment`.
   */
  open(settings: OpenStoreSettings): Promise<OpenStore>;
}
