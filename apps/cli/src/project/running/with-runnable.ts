import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError } from "@promptrail/core";
import { withReleases } from "@promptrail/core/lifecycle";
import type { PromptReader, Promptrail } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { loadCliProject, openDeclared, tellProblem } from "../load-cli-project.js";
import { findAbsence } from "./describe-known.js";

/** What a family's versions run on. */
export interface Runnable {
  readonly promptrail: Promptrail;
  /** False before the family's first deployment: nothing of the run is kept. */
  readonly isStored: boolean;
}

export type FindRunnable = (family: string) => Promise<Runnable>;

export interface RunnableSettings {
  /** Opens what is live: what it refuses because it was never made runs in memory, every other refusal stands. */
  readonly open: (scope: CommandScope, loaded: LoadedConfig) => Promise<Promptrail>;
  /** What is told of a run in memory, after the reason: `Until then this runs what the code declares, in memory.` */
  readonly describe: (declared: PromptReader) => string;
}

/**
 * Runs `use` for a command that runs versions, and so works before the first deployment: what the store
 * does not have runs as the code declares it, in memory, and the user is told so, once.
 */
export async function withRunnable<Result>(
  scope: CommandScope,
  use: (find: FindRunnable) => Promise<Result>,
  { open, describe }: RunnableSettings,
): Promise<Result> {
  const loaded = await loadCliProject(scope);
  return withReleases(async (release) => {
    const keep = (promptrail: Promptrail) => {
      release(() => promptrail.close());
      return promptrail;
    };
    const { live, reason } = await findLive(() => open(scope, loaded));
    if (live !== null) keep(live);
    const openTold = async (why: string) => {
      const promptrail = keep(await openDeclared(scope, loaded));
      tellProblem(scope, loaded.config)(new Error(`${why} ${describe(promptrail)}`));
      return promptrail;
    };
    let declared: Promise<Promptrail> | undefined;
    return await use(async (family) => {
      if (live !== null && (knows(live, family) || !declares(live, family))) {
        return { promptrail: live, isStored: true };
      }
      declared ??= openTold(reason ?? describeNew(live, family));
      return { promptrail: await declared, isStored: false };
    });
  });
}

/** What is live; or why there is nothing yet. */
async function findLive(
  open: () => Promise<Promptrail>,
): Promise<{ readonly live: Promptrail | null; readonly reason?: string }> {
  try {
    return { live: await open() };
  } catch (error) {
    if (!isPromptrailError(error)) throw error;
    if (error.code !== "store_missing" && error.code !== "unknown_environment") throw error;
    return { live: null, reason: error.message };
  }
}

function knows(live: PromptReader, family: string): boolean {
  return live.status().families.some((known) => known.family === family);
}

/** What neither the store nor the code has is refused by what is live. */
function declares({ registry }: PromptReader, family: string): boolean {
  return registry.families.includes(family);
}

function describeNew(live: PromptReader | null, family: string): string {
  const absence = live === null ? null : findAbsence(live);
  return absence === null
    ? `Family "${family}" was never deployed here: \`promptrail deploy\` does it.`
    : `${absence} The last-known-good file does not have family "${family}".`;
}
