import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { StoreDatabase } from "@promptrail/core/jobs";
import type { ConstructorOptions, PgBoss } from "pg-boss";
import { jobSchema, loadBoss } from "./load-boss.js";
import { tellProblems } from "./tell-problems.js";
import { toBossDatabase } from "./to-boss-database.js";

/** Jobs whose process is gone are looked for so often, by one of all processes. */
export const watchSeconds = 2;

export interface BossSettings {
  readonly database: StoreDatabase;
  /** Whether it looks for jobs whose process is gone, and puts in those of schedules. */
  readonly watches: boolean;
  readonly onProblem: (error: unknown) => void;
}

/**
 * pg-boss on a database whose schema is there; it makes none.
 *
 * @throws PromptrailError `store_outdated` where the schema is missing or of another version, `store_unavailable`.
 */
export async function startBoss(settings: BossSettings): Promise<PgBoss> {
  const { database, watches } = settings;
  const boss = await createBoss(settings, {
    migrate: false,
    schedule: watches,
    supervise: watches,
    superviseIntervalSeconds: watchSeconds,
    monitorIntervalSeconds: watchSeconds,
    useListenNotify: true,
  });
  try {
    return await boss.start();
  } catch (error) {
    await boss.stop({ close: false, graceful: false }).catch(() => {});
    throw toStartError(error, database);
  }
}

/** The same without being started. */
export async function createBoss(
  { database, onProblem }: BossSettings,
  options: ConstructorOptions,
): Promise<PgBoss> {
  const { PgBoss } = await loadBoss();
  const tell = tellProblems(onProblem);
  const boss = new PgBoss({ ...options, db: toBossDatabase(database, tell), schema: jobSchema });
  // Unheard, the first one would end the process: SQLSTATE 57P01 is one, when the database is restarted.
  boss.on("error", tell);
  return boss;
}

/** What pg-boss says of a schema that it does not find, or not as it needs it. */
const schemaFaults: readonly (readonly [text: string, reason: string])[] = [
  ["pg-boss is not installed", "is not there yet"],
  ["pg-boss database requires migrations", "is of another version than this build's"],
];

function toStartError(error: unknown, { description }: StoreDatabase): unknown {
  const text = toErrorText(error);
  const fault = schemaFaults.find(([known]) => text.includes(known));
  if (fault === undefined) return error;
  return new PromptrailError(
    "store_outdated",
    `The job queue's schema "${jobSchema}" of the store, ${description}, ${fault[1]}. Run \`promptrail migrate\` of this build, then start this again.`,
    { store: description, schema: jobSchema },
    error,
  );
}
