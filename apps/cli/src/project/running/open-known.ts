import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError } from "@promptrail/core";
import type { Promptrail } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { openLive, tellProblem } from "../load-cli-project.js";

/**
 * Opens what is live; while the store is away, what is known of it: the last-known-good file, else what the
 * code declares. That it is away is left to be told with what runs then. Throws what `openLive` throws.
 */
export async function openKnown(scope: CommandScope, loaded: LoadedConfig): Promise<Promptrail> {
  const tell = tellProblem(scope, loaded.config);
  let isAway = true;
  const onProblem = (error: unknown) => {
    const isKnown = isPromptrailError(error) && error.code === "store_unavailable" && isAway;
    if (!isKnown) tell(error);
  };
  const promptrail = await openLive(scope, loaded, { startsWithoutStore: true, onProblem });
  isAway = promptrail.status().stateSource !== "store";
  return promptrail;
}
