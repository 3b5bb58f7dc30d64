import type { StatusReport } from "@promptrail/core";
import type { Snapshot } from "@promptrail/core/lifecycle";
import type { Promptrail } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { findActor } from "../find-actor.js";
import { loadCliProject, withPromptrail } from "../load-cli-project.js";
import { refusingOtherServer } from "../store/other-server.js";
import { withStore } from "../store/with-store.js";
import type { Backend, BackendView } from "./backend.js";
import { type FoundServer, findServer } from "./find-server.js";
import { createLocalBackend, createLocalView } from "./local-backend.js";
import { namingEnvironment } from "./naming-environment.js";

/**
 * Runs `use`, which decides, against the server that `PROMPTRAIL_SERVER` names, else the one that runs on
 * this project's folder, else the store itself. The folder then keeps the state with what was decided.
 */
export async function withBackend<Result>(
  scope: CommandScope,
  use: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  return ask(scope, use, { ofServer: toBackend, ofStore: createLocalBackend, keepsState: true });
}

/** The same for what only looks: the folder keeps nothing of it. */
export async function withView<Result>(
  scope: CommandScope,
  use: (view: BackendView) => Promise<Result>,
): Promise<Result> {
  return ask(scope, use, { ofServer: toBackend, ofStore: createLocalView, keepsState: false });
}

interface Answerers<Asked> {
  readonly ofServer: (server: FoundServer) => Asked;
  readonly ofStore: (promptrail: Promptrail, actor: string) => Asked;
  readonly keepsState: boolean;
}

async function ask<Asked, Result>(
  scope: CommandScope,
  use: (asked: Asked) => Promise<Result>,
  { ofServer, ofStore, keepsState }: Answerers<Asked>,
): Promise<Result> {
  const server = await findServer(scope);
  if (server !== null) return namingEnvironment(server.environment, () => use(ofServer(server)));
  const actor = await findActor(scope.terminal.environment);
  const loaded = await loadCliProject(scope);
  return refusingOtherServer(scope, loaded, () =>
    withPromptrail(
      scope,
      (promptrail) =>
        namingEnvironment(promptrail.environment, () => use(ofStore(promptrail, actor))),
      { keepsState },
    ),
  );
}

/** The live state alone. */
export async function readLiveState(scope: CommandScope): Promise<Snapshot> {
  const server = await findServer(scope);
  if (server !== null) return (await server.client.status()).snapshot;
  return withStore(scope, await loadCliProject(scope), (store) => store.readSnapshot());
}

export function toBackend({ client, environment }: FoundServer): Backend {
  return { ...client, environment, status: async () => ofServer(await client.status()) };
}

/** Its build is not the code of this folder, which may be newer: a reader of "this build" would take it for that. */
function ofServer(status: StatusReport): StatusReport {
  const families = status.families.map((family) => ({
    ...family,
    drift: family.drift?.replace(/\bthis build\b/, "the server's build") ?? null,
  }));
  return { ...status, families };
}
