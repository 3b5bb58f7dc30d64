import type { RetentionDays } from "./retention.js";

/**
 * What becomes of a call's record until it is in the call log's database. `memory`: it waits in this process, and is
 * lost with it. `spool`: it waits in a file of this machine, so that a process that is killed loses nothing unseen.
 * `sync`: the call returns once the record is in the database, or in a file that is on disk where the database takes none.
 */
export type Durability = "memory" | "spool" | "sync";

/** How calls are logged. */
export interface CallLogging {
  /** Default: `spool` where the config names a spool, as a server does by itself; else `memory`. */
  readonly durability?: Durability | undefined;
  /** `fsync`: a call with `spool` returns once its record is on disk. Default: `none`, it is there within 20 ms. */
  readonly ack?: "none" | "fsync" | undefined;
  /** For how many days what was said is kept. Default: 30. */
  readonly bodyDays?: RetentionDays | undefined;
  /** For how many days outcome, tokens, cost and times are kept. Default: 365. */
  readonly figureDays?: RetentionDays | undefined;
  /** The share of calls, 0 to 1, of which what was said is kept. Figures are kept of all. Default: 1. */
  readonly bodyRate?: number | undefined;
}
