import { PromptrailError } from "@promptrail/core";

/** An open store's environment has no row: the database was replaced behind its URL. */
export function missingEnvironment(environment: string): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `Environment "${environment}" no longer exists in the store: DATABASE_URL may lead to another database now. Check DATABASE_URL, then restart.`,
    { environment },
  );
}
