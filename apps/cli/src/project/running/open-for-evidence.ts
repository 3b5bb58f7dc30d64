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
    const message = `${error.message} Nothing was run, and no vendor was called: the store says what is live, and keeps the evidence. Run this again once it answers; \`promptrail eval --changed\` compares what the code declares, without a store.`;
    throw new PromptrailError(error.code, message, error.data, error);
  }
}
