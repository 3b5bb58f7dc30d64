import type { LoadedConfig } from "@promptrail/config";
import type { PromptReader, Promptrail } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { findActor } from "../find-actor.js";
import type { Backend } from "../live/backend.js";
import { findServer } from "../live/find-server.js";
import { createLocalBackend } from "../live/local-backend.js";
import { namingEnvironment } from "../live/naming-environment.js";
import { toBackend } from "../live/with-backend.js";
import { loadCliProject, tellProblem } from "../load-cli-project.js";
import { refusingOtherServer } from "../store/other-server.js";
import { describeKnown, findAbsence, type WantedVersion } from "./describe-known.js";
import { openKnown } from "./open-known.js";
import { withRunnable } from "./with-runnable.js";

/**
 * Runs `use` as `withBackend` does, for a version that is run: before the family's first deployment on what
 * the code declares, and while the store is away on what is known of it. Either is told in one line.
 */
export async function withRunningBackend<Result>(
  scope: CommandScope,
  wanted: WantedVersion,
  use: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  const server = await findServer(scope);
  if (server !== null) return namingEnvironment(server.environment, () => use(toBackend(server)));
  const actor = await findActor(scope.terminal.environment);
  const loaded = await loadCliProject(scope);
  const run = (promptrail: Promptrail) =>
    namingEnvironment(promptrail.environment, async () => {
      tellKnown(scope, loaded, promptrail, wanted);
      const result = await use(createLocalBackend(promptrail, actor));
      // The shadow run of a call would end with this process.
      await promptrail.flush();
      return result;
    });
  const settings = {
    open: openKnown,
    describe: (declared: PromptReader) => describeDeclared(declared, wanted),
  };
  return refusingOtherServer(scope, loaded, () =>
    withRunnable(scope, async (find) => run((await find(wanted.family)).promptrail), settings),
  );
}

function tellKnown(
  scope: CommandScope,
  { config }: LoadedConfig,
  promptrail: PromptReader,
  wanted: WantedVersion,
): void {
  const { family, version } = wanted;
  const isDeclared = promptrail.status().stateSource === "code_default" && version === undefined;
  // Such a family is refused by the run itself.
  const isRefused = isDeclared && config.families?.[family]?.withoutState === "refuse";
  const told = isRefused ? findAbsence(promptrail) : describeKnown(promptrail, wanted);
  if (told !== null) tellProblem(scope, config)(new Error(told));
}

function describeDeclared(declared: PromptReader, { family, version }: WantedVersion): string {
  // A version that the code does not have is refused by the run itself.
  const has = version === undefined || declared.registry.has(family, version);
  const key = has ? ` (${declared.resolve(family, version).version.key})` : "";
  return `Until then this${key} runs what the code declares, in memory.`;
}
