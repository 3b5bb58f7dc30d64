import { type Client, createClient } from "@promptrail/client";
import { PromptrailError } from "@promptrail/core";
import type { CommandScope } from "../command-scope.js";
import { findActor } from "./find-actor.js";
import { loadCliProject, withPromptrail } from "./load-cli-project.js";
import { createLocalBackend } from "./local-backend.js";
import { findLocalServer, readServerKey } from "./server-file.js";

/** Who answers a command about the live state: a server, or the project's store behind the same calls. */
export type Backend = Pick<
  Client,
  "call" | "stream" | "status" | "history" | "promote" | "rollback"
>;

/**
 * Runs `use` against the server that `PROMPTRAIL_SERVER` names, else the one that runs on this
 * project's folder, else the store itself.
 */
export async function withBackend<Result>(
  scope: CommandScope,
  use: (backend: Backend) => Promise<Result>,
): Promise<Result> {
  const { environment } = scope.terminal;
  const actor = await findActor(environment);
  const named = environment["PROMPTRAIL_SERVER"];
  if (named !== undefined && named !== "") {
    const key = requireKey(named, environment["PROMPTRAIL_KEY"]);
    return use(createClient({ url: named, key, actor }));
  }
  const { config, projectFolder } = await loadCliProject(scope);
  const stage = config.environment ?? environment["PROMPTRAIL_ENV"] ?? "development";
  const server = await findLocalServer(projectFolder, stage);
  if (server !== null) {
    const key = environment["PROMPTRAIL_KEY"] ?? (await readServerKey(projectFolder));
    return use(createClient({ url: server.url, key: requireKey(server.url, key), actor }));
  }
  return withPromptrail(scope, (promptrail) => use(createLocalBackend(promptrail, actor)));
}

function requireKey(url: string, key: string | null | undefined): string {
  if (key !== undefined && key !== null && key !== "") return key;
  throw new PromptrailError(
    "unauthenticated",
    `The server ${url} needs a key. Set PROMPTRAIL_KEY to one that may do this.`,
  );
}
