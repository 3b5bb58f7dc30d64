import { type Client, createClient } from "@promptrail/client";
import { PromptrailError, type Snapshot } from "@promptrail/core";
import type { CommandScope } from "../../command-scope.js";
import { findActor } from "../find-actor.js";
import {
  chooseStore,
  findEnvironment,
  loadCliProject,
  withPromptrail,
} from "../load-cli-project.js";
import { createLocalBackend } from "./local-backend.js";
import { findLocalServer, readServerKey } from "./server-file.js";
import { toWholeHistory, type WholeHistory } from "./whole-history.js";
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
  /** Every decision of the environment, and the state that they should add up to. */
  readonly wholeHistory: () => Promise<WholeHistory>;
}

/**
 * Runs `use` against the server that `PROMPTRAIL_SERVER` names, else the one that runs on this
 * project's folder, else the store itself.
 */
export async function withBackend<Result>(
  scope: CommandScope,
  use: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  const client = await findServer(scope);
  if (client !== null) return use(toBackend(client));
  const actor = await findActor(scope.terminal.environment);
  return withPromptrail(scope, (promptrail) => use(createLocalBackend(promptrail, actor)));
}

/** The same for one family's versions that are run: before its first deployment, on what the code declares. */
export async function withRunningBackend<Result>(
  scope: CommandScope,
  family: string,
  use: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  const client = await findServer(scope);
  if (client !== null) return use(toBackend(client));
  const actor = await findActor(scope.terminal.environment);
  return withRunnable(scope, async (find) => {
    const { promptrail } = await find(family);
    return use(createLocalBackend(promptrail, actor));
  });
}

/** The live state alone. */
export async function readLiveState(scope: CommandScope): Promise<Snapshot> {
  const client = await findServer(scope);
  if (client !== null) return (await client.status()).snapshot;
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

async function findServer(scope: CommandScope): Promise<Client | null> {
  const { environment } = scope.terminal;
  const actor = await findActor(environment);
  const named = environment["PROMPTRAIL_SERVER"];
  if (named !== undefined && named !== "") {
    const key = requireKey(named, environment["PROMPTRAIL_KEY"]);
    return createClient({ url: named, key, actor });
  }
  const { config, projectFolder } = await loadCliProject(scope);
  const server = await findLocalServer(projectFolder, findEnvironment(scope, config));
  if (server === null) return null;
  const key = environment["PROMPTRAIL_KEY"] ?? (await readServerKey(projectFolder));
  return createClient({ url: server.url, key: requireKey(server.url, key), actor });
}

function toBackend(client: Client): Backend {
  return {
    ...client,
    wholeHistory: async () => toWholeHistory((await client.status()).snapshot, client),
  };
}

function requireKey(url: string, key: string | null | undefined): string {
  if (key !== undefined && key !== null && key !== "") return key;
  throw new PromptrailError(
    "unauthenticated",
    `The server ${url} needs a key. Set PROMPTRAIL_KEY to one that may do this.`,
  );
}
