import { isPromptrailError } from "@promptrail/core";
import type { UpkeepReport } from "@promptrail/core/call-log";
import type { StoreDatabase } from "@promptrail/core/jobs";
import { openStoreAlone } from "@promptrail/runtime";
import { migrateDocument } from "../documents/project-documents.js";
import { implementCommand } from "../implement-command.js";
import { nextSteps } from "../present/next-steps.js";
import { chooseStore, findEnvironment, loadCliProject } from "../project/load-cli-project.js";
import { withOwnStore } from "../project/store/with-own-store.js";
import type { Terminal } from "../terminal.js";

export const migrateCommand = implementCommand({
  documents: { migrate: migrateDocument },
  run: async (scope) => {
    const loaded = await loadCliProject(scope);
    const { config, projectFolder } = loaded;
    const store = chooseStore(config, scope.terminal.environment);
    const environment = findEnvironment(scope, config);
    const settings = { environment, projectFolder };
    const [applied, upkeep] = await withOwnStore(scope, loaded, "migrate", async () => [
      await store.migrate(settings, (database) => makeJobs(database, scope.terminal)),
      await keepCallLog(() => openStoreAlone(store, settings), tellProgress(scope.terminal.err)),
    ]);
    const schema =
      applied.length === 0
        ? [`${store.description}: the schema is up to date.`]
        : [`${store.description}:`, ...applied.map((message) => `  ${message}`)];
    const text = [...schema, ...describe(upkeep)].join("\n");
    return {
      text,
      json: { store: store.description, applied, call_log: upkeep },
      next: applied.length === 0 ? [] : nextSteps.migrated(environment),
    };
  },
});

/** Who has no workers needs no queue: a role that may not make one is told so, and the rest goes on. */
async function makeJobs(database: StoreDatabase, terminal: Terminal): Promise<readonly string[]> {
  const { migrateJobs } = await import("@promptrail/jobs");
  try {
    return await migrateJobs(database);
  } catch (error) {
    if (!isPromptrailError(error) || error.data["schema"] === undefined) throw error;
    terminal.err(`${terminal.colors.yellow("!")} ${error.message}\n`);
    return [];
  }
}

/** Null where the environment is still to be made: it has no calls. */
async function keepCallLog(
  open: () => ReturnType<typeof openStoreAlone>,
  onProgress: (report: UpkeepReport) => void,
): Promise<UpkeepReport | null> {
  try {
    const store = await open();
    try {
      return await store.keepCallLog({ onProgress });
    } finally {
      await store.close();
    }
  } catch (error) {
    if (isPromptrailError(error) && error.code === "unknown_environment") return null;
    throw error;
  }
}

/** Earlier calls may be many: each part that was moved is told. */
function tellProgress(write: (text: string) => void) {
  let told = 0;
  return ({ moved }: UpkeepReport) => {
    if (moved < told + toldEach) return;
    told = moved;
    write(`${moved} calls of earlier builds were moved so far.\n`);
  };
}

const toldEach = 10_000;

function describe(report: UpkeepReport | null): readonly string[] {
  if (report === null) return [];
  const { made, dropped, moved, erased } = report;
  return [
    ...(made.length === 0 ? [] : [`Made room in the call log: ${made.length} parts.`]),
    ...dropped.map((day) => `Dropped from the call log: ${day}.`),
    ...(moved === 0 ? [] : [`Moved ${moved} calls of earlier builds.`]),
    ...(erased === 0 ? [] : [`Completed ${erased} erasures.`]),
  ];
}
