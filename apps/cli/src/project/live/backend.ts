import {
  type Client,
  type ClientAnswer,
  type ClientCallOptions,
  createClient,
} from "@promptrail/client";
import { hasConfig } from "@promptrail/config";
import {
  type CallResult,
  type CallStreamEvent,
  type JsonObject,
  type JsonValue,
  PromptrailError,
} from "@promptrail/core";
import { chooseEnvironment, type Snapshot } from "@promptrail/core/lifecycle";
import type { Promptrail } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { findActor } from "../find-actor.js";
import { findEnvironment, loadCliProject, withPromptrail } from "../load-cli-project.js";
import { openKeyFile } from "../serving/key-file.js";
import { findLocalServer } from "../serving/server-file.js";
import { otherServer, refusingOtherServer } from "../store/other-server.js";
import { withStore } from "../store/with-store.js";
import { createLocalBackend, createLocalView } from "./local-backend.js";
import { namingEnvironment } from "./naming-environment.js";

/** Who answers a command about the live state: a server, or the project's store behind the same calls. */
export interface Backend
  extends Pick<
    Client,
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
  call(
    family: string,
    context: JsonObject,
    options?: ClientCallOptions,
  ): Promise<CallResult<JsonValue>>;
  stream(
    family: string,
    context: JsonObject,
    options?: Omit<ClientCallOptions, "accept">,
  ): AsyncIterable<CallStreamEvent<JsonValue>>;
  render(
    family: string,
    context: JsonObject,
    options?: Pick<ClientCallOptions, "version" | "turns">,
  ): Promise<ClientAnswer<"render">>;
  /** Whose live state it is. */
  readonly environment: string;
}

/** What a command may ask that only looks. */
export type BackendView = Pick<Backend, "environment" | "status" | "historyPage" | "fleet">;

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

export function toBackend({ client, environment }: FoundServer): Backend {
  return { ...client, environment };
}

function requireKey(url: string, key: string | null | undefined): string {
  if (key !== undefined && key !== null && key !== "") return key;
  throw new PromptrailError(
    "unauthenticated",
    `The server ${url} needs a key. Set PROMPTRAIL_KEY to one that may do this; whoever has the store makes one with \`promptrail keys add\`.`,
  );
}
