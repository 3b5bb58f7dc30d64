import { PromptrailError } from "@promptrail/core";

/** @throws PromptrailError `store_unavailable` for a standby, whose state may be an old one. */
export function requirePrimary(isStandby: boolean): void {
  if (!isStandby) return;
  throw new PromptrailError(
    "store_unavailable",
    "The store's database is a standby, whose state may be out of date. Point DATABASE_URL at the primary server.",
  );
}
