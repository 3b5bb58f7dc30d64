import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { StoreDatabase } from "@promptrail/core/jobs";
import { jobSchema } from "../boss/load-boss.js";
import { createBoss } from "../boss/start-boss.js";

/** Between two looks at what pg-boss builds in the background, and how many of them. */
const lookMs = 500;
const mostLooks = 600;

/**
 * Brings the job queue's schema up to date. Any number of processes may do so at once.
 *
 * @returns a message for what it did.
 * @throws PromptrailError `store_unavailable`, also for a role that may not make schemas: its message says the cure.
 */
export async function migrateJobs(database: StoreDatabase): Promise<readonly string[]> {
  const before = await readVersion(database);
  const problems: unknown[] = [];
  const boss = await createBoss(
    { database, watches: false, onProblem: (error) => problems.push(error) },
    {
      migrate: true,
      createSchema: false,
      schedule: false,
      supervise: false,
      bamIntervalSeconds: 60,
    },
  );
  try {
    if (before === "no schema") await database.run(makeSchema);
    await boss.start();
    await waitForIndexes(database, problems);
  } catch (error) {
    throw isForbidden(error) ? forbidden(database, error) : error;
  } finally {
    await boss.stop({ close: false });
  }
  const after = await readVersion(database);
  return before === after ? [] : [`Made the job queue's schema ${jobSchema} version ${after}.`];
}

function isForbidden(error: unknown): boolean {
  return isPromptrailError(error) && error.data["database_code"] === "42501";
}

function forbidden({ description }: StoreDatabase, cause: unknown): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `The job queue's schema ${jobSchema} cannot be made in the store, ${description}: this role does not have the privilege. Only \`promptrail worker\` and \`promptrail eval --workers\` need it. Let an administrator create it (\`create schema ${jobSchema} authorization USER\`), then run \`promptrail migrate\` again.`,
    { store: description, schema: jobSchema },
    cause,
  );
}

// An administrator may have made it for a role that may make none, and another process just now.
const makeSchema = `
  do $$ begin
    create schema ${jobSchema};
  exception when duplicate_schema or unique_violation then null;
  end $$`;

/** The version that is there; `no schema`, or `no tables` in a schema that is. */
async function readVersion(database: StoreDatabase): Promise<string> {
  const [place] = await database.run(
    `select to_regnamespace($1) is not null as schema, to_regclass($1 || '.version') is not null as tables`,
    [jobSchema],
  );
  const { schema, tables } = place as { readonly schema: boolean; readonly tables: boolean };
  if (!schema) return "no schema";
  if (!tables) return "no tables";
  const [row] = await database.run(`select version from ${jobSchema}.version where $1`, [true]);
  return String((row as { readonly version: number } | undefined)?.version);
}

/** Workers do not migrate, so what an update builds beside their work must be built here. */
async function waitForIndexes(
  database: StoreDatabase,
  problems: readonly unknown[],
): Promise<void> {
  for (let look = 0; look < mostLooks; look += 1) {
    const [row] = await database.run(
      `select count(*)::int as open from ${jobSchema}.bam where status <> all ($1)`,
      [["completed", "failed"]],
    );
    if ((row as { readonly open: number }).open === 0) return;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  throw new PromptrailError(
    "store_unavailable",
    `The job queue's schema ${jobSchema} is still being updated after ${(lookMs * mostLooks) / 60_000} minutes. Run \`promptrail migrate\` again to go on.`,
    { schema: jobSchema },
    problems[0],
  );
}
