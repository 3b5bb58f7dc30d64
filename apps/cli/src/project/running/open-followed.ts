import { followServer } from "@promptrail/client/follow";
import type { LoadedConfig } from "@promptrail/config";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import type { FoundServer } from "../live/find-server.js";
import { patienceMs, tellProblem } from "../load-cli-project.js";

/**
 * Opens what is live on a server, to run versions of it: nothing is opened here, and nothing is told to the server.
 *
 * @throws PromptrailError `server_unreachable`, `unauthenticated`, `forbidden`: what is live must be known before
 * anything is paid for.
 */
export async function openFollowed(
  scope: CommandScope,
  { config: { store: _own, ...config } }: LoadedConfig,
  { client, access, environment }: FoundServer,
): Promise<Promptrail> {
  await client.status();
  return createPromptrail(config, {
    statusSource: followServer(access),
    environment,
    declares: false,
    keepsState: false,
    keepsCalls: false,
    reports: false,
    startsWithoutStore: false,
    bootDeadlineMs: patienceMs,
    onProblem: tellProblem(scope, config),
  });
}
