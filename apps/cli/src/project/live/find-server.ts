import { type Client, createClient } from "@promptrail/client";
import { hasConfig } from "@promptrail/config";
import { isPromptrailError, type PromptrailConfig, PromptrailError } from "@promptrail/core";
import { chooseEnvironment } from "@promptrail/core/lifecycle";
import type { CommandScope } from "../../command-scope.js";
import { findActor } from "../find-actor.js";
import { chooseStore, findEnvironment, loadCliProject } from "../load-cli-project.js";
import { openKeyFile } from "../serving/key-file.js";
import { findLocalServer, type LocalServer } from "../serving/server-file.js";
import { otherServer } from "../store/other-server.js";

/** True where `PROMPTRAIL_SERVER` says whom to ask. */
export function isServerNamed(scope: CommandScope): boolean {
  return readServerName(scope) !== null;
}

function readServerName({ terminal: { environment } }: CommandScope): string | null {
  return environment["PROMPTRAIL_SERVER"] || null;
}

export interface FoundServer {
  readonly client: Client;
  readonly environment: string;
  /** How it is asked. */
  readonly access: { readonly url: string; readonly key: string };
}

/**
 * The server that `PROMPTRAIL_SERVER` names, else the one that runs on this project's folder; null for none,
 * and where `DATABASE_URL` names another store than that server's, which is then told.
 *
 * @throws PromptrailError `unauthenticated` where no key for it is known; `config_invalid` for a server of
 * another environment.
 */
export async function findServer(scope: CommandScope): Promise<FoundServer | null> {
  const { environment: variables } = scope.terminal;
  const actor = await findActor(variables);
  const named = readServerName(scope);
  if (named !== null) {
    const key = requireKey(named, variables["PROMPTRAIL_KEY"]);
    const access = { url: named, key };
    const client = createNamedClient({ ...access, actor });
    const { environment: served } = await client.readiness();
    const meant = await findMeantEnvironment(scope);
    if (meant !== null && served !== meant) throw otherServer(named, served, meant);
    return { client, environment: served, access };
  }
  const { config, projectFolder } = await loadCliProject(scope);
  const environment = findEnvironment(scope, config);
  const server = await findLocalServer(projectFolder, environment);
  if (server === null || hasOtherStore(scope, config, server)) return null;
  const kept = openKeyFile(projectFolder, environment);
  const key = variables["PROMPTRAIL_KEY"] ?? (await kept.read());
  const access = { url: server.url, key: requireKey(server.url, key) };
  return { client: createClient({ ...access, actor }), environment, access };
}

/**
 * Whether the store that this shell names is not the server's: somebody looks at a restored database, say, while
 * the server runs on. The server was found by its file alone, so what was said in so many words counts.
 */
function hasOtherStore(
  { terminal: { environment, err, colors } }: CommandScope,
  config: PromptrailConfig,
  server: LocalServer,
): boolean {
  if (!environment["DATABASE_URL"]) return false;
  const { description } = chooseStore(config, environment);
  if (description === server.store) return false;
  err(
    `${colors.yellow("!")} ${server.environment}: The server ${server.url} of this folder has the store ${server.store}, but DATABASE_URL is set, and this command's store is ${description}: the command asks that one. To ask the server, unset DATABASE_URL.\n`,
  );
  return true;
}

/** @throws PromptrailError `request_invalid` that names the variable which cannot be right. */
function createNamedClient(settings: Parameters<typeof createClient>[0]): Client {
  if (!/^https?:\/\//i.test(settings.url)) {
    throw new PromptrailError(
      "request_invalid",
      "PROMPTRAIL_SERVER is not an http(s) URL. Set it to one that begins with http:// or https://, such as http://127.0.0.1:7070.",
    );
  }
  try {
    return createClient(settings);
  } catch (error) {
    if (!isPromptrailError(error)) throw error;
    const message = `PROMPTRAIL_SERVER or PROMPTRAIL_KEY cannot be used. ${error.message.replace("Correct `url`.", "Correct PROMPTRAIL_SERVER.").replace("Copy it again.", "Copy it to PROMPTRAIL_KEY again.")}`;
    throw new PromptrailError(error.code, message, error.data, error);
  }
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

function requireKey(url: string, key: string | null | undefined): string {
  if (key !== undefined && key !== null && key !== "") return key;
  throw new PromptrailError(
    "unauthenticated",
    `The server ${url} needs a key. Set PROMPTRAIL_KEY to a key that may do this; create one with \`promptrail keys add\` where the store is.`,
  );
}
