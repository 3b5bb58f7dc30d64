import { type PromptrailConfig, PromptrailError } from "@promptrail/core";
import type { JobQueue, SharedWork } from "@promptrail/core/jobs";
import type { CommandScope } from "../../command-scope.js";
import { chooseStore, findEnvironment, tellProblem } from "../load-cli-project.js";

/** @throws PromptrailError `not_supported` for a store that one process at a time can open, before it is opened. */
export function requireForMany(scope: CommandScope, config: PromptrailConfig, what: string): void {
  const { kind = "remote", description } = chooseStore(config, scope.terminal.environment);
  if (kind !== "remote") throw oneProcess(what, description);
}

function oneProcess(what: string, store: string): PromptrailError {
  return new PromptrailError(
    "not_supported",
    `${what} needs a store that many processes can open at once, and ${store} is for one. Use PostgreSQL: set DATABASE_URL to postgres://user:password@host:5432/database, or name postgres(url) in the config, and run \`promptrail deploy\` there.`,
    { store },
  );
}

interface OpenQueueSettings {
  readonly scope: CommandScope;
  readonly config: PromptrailConfig;
  readonly work: SharedWork;
  /** Whether this process looks after the jobs of dead ones. */
  readonly watches: boolean;
}

/**
 * The queues of the command's environment. Their schema is made by \`promptrail migrate\`; in development, by whoever comes first.
 *
 * @throws PromptrailError `store_outdated` where it is missing, `not_supported`, `store_unavailable`.
 */
export async function openQueue({
  scope,
  config,
  work,
  watches,
}: OpenQueueSettings): Promise<JobQueue> {
  if (!work.isForMany) throw oneProcess("This command", work.database.description);
  // Loaded here, since no other command needs a queue to start.
  const { migrateJobs, openJobQueue } = await import("@promptrail/jobs");
  const environment = findEnvironment(scope, config);
  if (environment === "development") await migrateJobs(work.database);
  const onProblem = tellProblem(scope, config);
  return openJobQueue({ database: work.database, environment, watches, onProblem });
}
