import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { CommandScope } from "../../command-scope.js";
import { findEnvironment } from "../load-cli-project.js";
import { findAnnouncedServer } from "../serving/server-file.js";

/**
 * Runs what opens the store itself.
 *
 * @throws PromptrailError `config_invalid` where a server of another environment holds this folder's store.
 */
export async function refusingOtherServer<Result>(
  scope: CommandScope,
  { config, projectFolder }: LoadedConfig,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isPromptrailError(error) || error.code !== "store_locked") throw error;
    const environment = findEnvironment(scope, config);
    const server = await findAnnouncedServer(projectFolder);
    if (server === null || server.environment === environment) throw error;
    throw otherServer(server.url, server.environment, environment);
  }
}

export function otherServer(url: string, served: string, environment: string): PromptrailError {
  return new PromptrailError(
    "config_invalid",
    `The server ${url} serves ${served}, but this command is for ${environment}. Use --env ${served}, or use a server of ${environment}.`,
    { url, served, environment },
  );
}
