type Boss = typeof import("pg-boss");

/** pg-boss, loaded when first used: most commands of a program that has queues need none. */
export function loadBoss(): Promise<Boss> {
  return import("pg-boss");
}

/** Beside the store's own schema: pg-boss makes its tables anew from release to release, and names them as it likes. */
export const jobSchema = "promptrail_jobs";
