import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError, PromptrailError } from "@promptrail/core";
import type { Promptrail } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { openLive } from "../load-cli-project.js";

/**
 * Opens what is live for a run that costs money and whose evidence the store is to keep: nothing is sent
 * before it is known to answer. Throws what `openLive` throws.
 */
export async function openForEvidence(
  scope: CommandScope,
  loaded: LoadedConfig,
): Promise<Promptrail> {
  try {
    return await openLive(scope, loaded);
  } catch (error) {
    if (!isPromptrailError(error) || error.code !== "store_unavailable") throw error;
    const message = `${error.message} Nothing was run, and no vendor was called: an eval needs the store for the active version and to save the evidence. Run the command again when the store answers; \`promptrail eval --changed\` needs no store and compares what the code declares.`;
    throw new PromptrailError(error.code, message, error.data, error);
  }
}
