import { PromptrailError } from "@promptrail/core";
import type { SharedWork } from "@promptrail/core/jobs";

/** @throws PromptrailError `not_supported` where the store has no database. */
export function requireSharedWork(work: SharedWork | null): SharedWork {
  if (work !== null) return work;
  throw new PromptrailError(
    "not_supported",
    "A store in memory keeps no work that other processes could take. Use PostgreSQL: set DATABASE_URL, or name postgres(url) in the config.",
  );
}
