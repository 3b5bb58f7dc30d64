import { existsSync } from "node:fs";
import { join } from "node:path";
import { type PromptrailConfig, PromptrailError } from "@promptrail/core";
import { stateFolderName } from "@promptrail/core/state-folder";
import type { Project } from "../project/load-project.js";
import type { PromptrailSettings } from "../promptrail-settings.js";

/**
 * Of a config without a store the CLI takes the project folder's embedded one, and the application its own
 * memory: a rollback there would never reach it.
 *
 * @returns PromptrailError `config_invalid` to be told, or null where there is no such store or it is not meant.
 */
export function findForgottenStore(
  config: PromptrailConfig,
  { environment, projectFolder }: Project,
  { statusSource }: PromptrailSettings,
): PromptrailError | null {
  const folder = join(projectFolder, stateFolderName, "store");
  if (config.store !== undefined || statusSource !== undefined || !existsSync(folder)) return null;
  return new PromptrailError(
    "config_invalid",
    `The config names no store, so the live state of ${environment} is only in the memory of this process: it does not see promotions and rollbacks in ${folder}, which the commands use. Name a store in the config, such as \`store: embedded()\`, follow a server, or write \`store: memory()\` if this is intended.`,
    { environment, folder },
  );
}
