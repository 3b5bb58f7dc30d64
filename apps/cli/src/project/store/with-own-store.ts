import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { CommandScope } from "../../command-scope.js";
import { findEnvironment } from "../load-cli-project.js";
import { findLocalServer } from "../serving/server-file.js";
import { refusingOtherServer } from "./other-server.js";

const cures = {
  eval: "Add `--evidence FILE`, for which the server tells what is active, and promote with that file. Or stop the server, run this command again, then start the server.",
  compare:
    "Stop the server, run this command again, then start the server; or compare from shadow runs, which a server tells.",
  fuzz: "Stop the server, run this command again, then start the server.",
  deploy:
    "Restart the server on the new code: it deploys when it starts, and `promptrail status` then exits 1 if that is not live.",
  "judge calibrate": "Stop the server, run this command again, then start the server.",
  keys: "Stop the server, run this command again, then start the server.",
  migrate: "The server migrated the schema when it started, so nothing needs to be done.",
} as const;

/**
 * Runs what must open the store itself, and cannot ask a server to do it.
 *
 * @throws PromptrailError `store_locked` that says what to do where this folder's server holds the store.
 */
export async function withOwnStore<Result>(
  scope: CommandScope,
  loaded: LoadedConfig,
  command: keyof typeof cures,
  work: () => Promise<Result>,
): Promise<Result> {
  const { config, projectFolder } = loaded;
  try {
    return await refusingOtherServer(scope, loaded, work);
  } catch (error) {
    if (!isPromptrailError(error) || error.code !== "store_locked") throw error;
    const server = await findLocalServer(projectFolder, findEnvironment(scope, config));
    if (server === null) throw error;
    throw new PromptrailError(
      "store_locked",
      `\`promptrail ${command}\` must open the store itself, but the server on ${server.url} (process ${server.pid}) has the embedded store open. ${cures[command]} To share a store between processes, use PostgreSQL: set DATABASE_URL.`,
      { ...error.data, url: server.url, pid: server.pid },
      error,
    );
  }
}
