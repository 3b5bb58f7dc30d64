import { PromptrailError } from "@promptrail/core";

/** An open store's environment has no row: the database was replaced behind its URL. */
export function missingEnvironment(environment: string): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `Environment "${environment}" is gone from the store since it was opened: another database answers. Check where DATABASE_URL points and restart.`,
    { environment },
  );
}
