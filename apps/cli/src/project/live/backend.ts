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
import { openKeyFile } from "./key-file.js";
import { createLocalBackend } from "./local-backend.js";
import { findLocalServer } from "./server-file.js";
import { toWholeHistory, type WholeHistory } from "./whole-history.js";

/** Who answers a command about the live state: a server, or the project's store behind the same calls. */
export interface Backend
  extends Pick<
    Client,
    | "call"
    | "stream"
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

/** The live state alone, without declaring there what this folder's code says. */
export async function readLiveState(scope: CommandScope): Promise<Snapshot> {
  const client = await findServer(scope);
  if (client !== null) return (await client.status()).snapshot;
  const { config, projectFolder } = await loadCliProject(scope);
  const environment = findEnvironment(scope, config);
  const chosen = chooseStore(config, scope.terminal.environment);
  const store = await chosen.open({ environment, projectFolder });
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

/**
 * The server that `PROMPTRAIL_SERVER` names, else the one that runs on this project's folder; null for none.
 *
 * @throws PromptrailError `unauthenticated` where no key for it is known.
 */
export async function findServer(scope: CommandScope): Promise<Client | null> {
  const { environment } = scope.terminal;
  const actor = await findActor(environment);
  const named = environment["PROMPTRAIL_SERVER"];
  if (named !== undefined && named !== "") {
    const key = requireKey(named, environment["PROMPTRAIL_KEY"]);
    return createClient({ url: named, key, actor });
  }
  const { config, projectFolder } = await loadCliProject(scope);
  const place = findEnvironment(scope, config);
  const server = await findLocalServer(projectFolder, place);
  if (server === null) return null;
  const key = environment["PROMPTRAIL_KEY"] ?? (await openKeyFile(projectFolder, place).read());
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
    `The server ${url} needs a key. Set PROMPTRAIL_KEY to one that may do this; whoever has the store makes one with \`promptrail keys add\`.`,
  );
}
