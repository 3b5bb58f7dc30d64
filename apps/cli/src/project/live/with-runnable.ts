import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError, withReleases } from "@promptrail/core";
import type { Promptrail } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { loadCliProject, openDeclared, openLive, tellProblem } from "../load-cli-project.js";

/** What a family's versions run on. */
export interface Runnable {
  readonly promptrail: Promptrail;
  /** False before the family's first deployment: nothing of the run is kept. */
  readonly isStored: boolean;
}

export type FindRunnable = (family: string) => Promise<Runnable>;

/**
 * Runs `use` for a command that runs versions, and so works before the first deployment: what the store
 * does not have runs as the code declares it, in memory, and the user is told so, once.
 *
 * @param consequence what that means for the command: `so no evidence is stored`.
 */
export async function withRunnable<Result>(
  scope: CommandScope,
  use: (find: FindRunnable) => Promise<Result>,
  consequence?: string,
): Promise<Result> {
  const loaded = await loadCliProject(scope);
  return withReleases(async (release) => {
    const keep = (promptrail: Promptrail) => {
      release(() => promptrail.close());
      return promptrail;
    };
    const { live, reason } = await findLive(scope, loaded);
    if (live !== null) keep(live);
    let declared: Promise<Promptrail> | undefined;
    return await use(async (family) => {
      if (live !== null && (knows(live, family) || !declares(live, family))) {
        return { promptrail: live, isStored: true };
      }
      declared ??= tellAndOpen(scope, loaded, reason ?? describeNew(family), consequence).then(
        keep,
      );
      return { promptrail: await declared, isStored: false };
    });
  });
}

/** What is live; or why there is nothing yet. */
async function findLive(
  scope: CommandScope,
  loaded: LoadedConfig,
): Promise<{ readonly live: Promptrail | null; readonly reason?: string }> {
  try {
    return { live: await openLive(scope, loaded) };
  } catch (error) {
    if (!isPromptrailError(error)) throw error;
    if (error.code !== "store_missing" && error.code !== "unknown_environment") throw error;
    return { live: null, reason: error.message };
  }
}

function knows(live: Promptrail, family: string): boolean {
  return live.status().families.some((known) => known.family === family);
}

/** What neither the store nor the code has is refused by what is live. */
function declares({ registry }: Promptrail, family: string): boolean {
  return registry.families.includes(family);
}

function describeNew(family: string): string {
  return `Family "${family}" was never deployed here: \`promptrail deploy\` does it.`;
}

function tellAndOpen(
  scope: CommandScope,
  loaded: LoadedConfig,
  reason: string,
  consequence: string | undefined,
): Promise<Promptrail> {
  const rest = consequence === undefined ? "" : `, ${consequence}`;
  const message = `${reason} Until then this runs what the code declares, in memory${rest}.`;
  tellProblem(scope, loaded.config)(new Error(message));
  return openDeclared(scope, loaded);
}
