import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { CommandScope } from "../../command-scope.js";
import { findEnvironment } from "../load-cli-project.js";
import { findLocalServer } from "../serving/server-file.js";
import { refusingOtherServer } from "./other-server.js";

const cures = {
  eval: "Stop the server, run this again, and start the server.",
  deploy:
    "Restart the server on the new code: it deploys when it starts, and `promptrail status` then exits 1 where that is not live.",
  keys: "Stop the server, run this again, and start the server.",
  migrate: "The server brought the schema up to date when it started: there is nothing to do.",
} as const;

/**
 * Runs what must open the store itself, and cannot ask a server to do it.
 *
 * @throws PromptrailError `store_locked` that says what to do where this folder's server holds the store.
 */
export async function withOwnStore<Result>(
  scope: CommandScope,
  { config, projectFolder, file }: LoadedConfig,
  command: keyof typeof cures,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await refusingOtherServer(scope, { config, projectFolder, file }, work);
  } catch (error) {
    if (!isPromptrailError(error) || error.code !== "store_locked") throw error;
    const server = await findLocalServer(projectFolder, findEnvironment(scope, config));
    if (server === null) throw error;
    throw new PromptrailError(
      "store_locked",
      `\`promptrail ${command}\` opens the store itself, and the server on ${server.url} (process ${server.pid}) holds the embedded one. ${cures[command]} Many processes can share a store in PostgreSQL: set DATABASE_URL.`,
      { ...error.data, url: server.url, pid: server.pid },
      error,
    );
  }
}
