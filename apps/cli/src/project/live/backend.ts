import { type Client, createClient } from "@promptrail/client";
import { hasConfig } from "@promptrail/config";
import { chooseEnvironment, PromptrailError, type Snapshot } from "@promptrail/core";
import type { CommandScope } from "../../command-scope.js";
import { findActor } from "../find-actor.js";
import {
  chooseStore,
  findEnvironment,
  loadCliProject,
  withPromptrail,
} from "../load-cli-project.js";
import { createLocalBackend } from "./local-backend.js";
import { namingEnvironment } from "./naming-environment.js";
import { otherServer, refusingOtherServer } from "./other-server.js";
import { openKeyFile } from "./serving/key-file.js";
import { findLocalServer } from "./serving/server-file.js";
import { withRunnable } from "./with-runnable.js";

/** Who answers a command about the live state: a server, or the project's store behind the same calls. */
export interface Backend
  extends Pick<
    Client,
    | "call"
    | "stream"
    | "render"
    | "status"
    | "historyPage"
    | "promote"
    | "rollback"
    | "shadow"
    | "archive"
    | "resume"
    | "recover"
    | "fleet"
    | "drill"
  > {
  /** Whose live state it is. */
  readonly environment: string;
}

/**
 * Runs `use` against the server that `PROMPTRAIL_SERVER` names, else the one that runs on this
 * project's folder, else the store itself.
 */
export async function withBackend<Result>(
  scope: CommandScope,
  use: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  const server = await findServer(scope);
  if (server !== null) return namingEnvironment(server.environment, () => use(toBackend(server)));
  const actor = await findActor(scope.terminal.environment);
  const loaded = await loadCliProject(scope);
  return refusingOtherServer(scope, loaded, () =>
    withPromptrail(scope, (promptrail) =>
      namingEnvironment(promptrail.environment, () => use(createLocalBackend(promptrail, actor))),
    ),
  );
}

/** The same for one family's versions that are run: before its first deployment, on what the code declares. */
export async function withRunningBackend<Result>(
  scope: CommandScope,
  family: string,
  use: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  const server = await findServer(scope);
  if (server !== null) return namingEnvironment(server.environment, () => use(toBackend(server)));
  const actor = await findActor(scope.terminal.environment);
  const loaded = await loadCliProject(scope);
  return refusingOtherServer(scope, loaded, () =>
    withRunnable(scope, async (find) => {
      const { promptrail } = await find(family);
      return namingEnvironment(promptrail.environment, async () => {
        const result = await use(createLocalBackend(promptrail, actor));
        // The shadow run of a call would end with this process.
        await promptrail.flush();
        return result;
      });
    }),
  );
}

/** The live state alone. */
export async function readLiveState(scope: CommandScope): Promise<Snapshot> {
  const server = await findServer(scope);
  if (server !== null) return (await server.client.status()).snapshot;
  const { config, projectFolder } = await loadCliProject(scope);
  const environment = findEnvironment(scope, config);
  const chosen = chooseStore(config, scope.terminal.environment);
  const store = await chosen.open({ environment, projectFolder, create: false });
  try {
    return await store.status.readSnapshot();
  } finally {
    await store.close();
  }
}

/** True where `PROMPTRAIL_SERVER` says whom to ask. */
export function isServerNamed({ terminal: { environment } }: CommandScope): boolean {
  const named = environment["PROMPTRAIL_SERVER"];
  return named !== undefined && named !== "";
}

interface FoundServer {
  readonly client: Client;
  readonly environment: string;
}

/**
 * The server that `PROMPTRAIL_SERVER` names, else the one that runs on this project's folder; null for none.
 *
 * @throws PromptrailError `unauthenticated` where no key for it is known; `config_invalid` for a server of
 * another environment.
 */
export async function findServer(scope: CommandScope): Promise<FoundServer | null> {
  const { environment: variables } = scope.terminal;
  const actor = await findActor(variables);
  const named = variables["PROMPTRAIL_SERVER"];
  if (named !== undefined && named !== "") {
    const key = requireKey(named, variables["PROMPTRAIL_KEY"]);
    const client = createClient({ url: named, key, actor });
    const { environment: served } = await client.readiness();
    const meant = await findMeantEnvironment(scope);
    if (meant !== null && served !== meant) throw otherServer(named, served, meant);
    return { client, environment: served };
  }
  const { config, projectFolder } = await loadCliProject(scope);
  const environment = findEnvironment(scope, config);
  const server = await findLocalServer(projectFolder, environment);
  if (server === null) return null;
  const kept = openKeyFile(projectFolder, environment);
  const key = variables["PROMPTRAIL_KEY"] ?? (await kept.read());
  const client = createClient({ url: server.url, key: requireKey(server.url, key), actor });
  return { client, environment };
}

/** The environment that is meant; null in a folder without a config, where nobody names one. */
async function findMeantEnvironment(scope: CommandScope): Promise<string | null> {
  const { terminal, options } = scope;
  if (options.config !== undefined || hasConfig(terminal.folder)) {
    return findEnvironment(scope, (await loadCliProject(scope)).config);
  }
  const variable = terminal.environment["PROMPTRAIL_ENV"];
  const { name, isNamed } = chooseEnvironment({ option: options.env, variable });
  return isNamed ? name : null;
}

function toBackend({ client, environment }: FoundServer): Backend {
  return { ...client, environment };
}

function requireKey(url: string, key: string | null | undefined): string {
  if (key !== undefined && key !== null && key !== "") return key;
  throw new PromptrailError(
    "unauthenticated",
    `The server ${url} needs a key. Set PROMPTRAIL_KEY to one that may do this; whoever has the store makes one with \`promptrail keys add\`.`,
  );
}
