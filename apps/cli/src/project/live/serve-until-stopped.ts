import type { LoadedConfig } from "@promptrail/config";
import { type OpenStore, PromptrailError, type Release, withReleases } from "@promptrail/core";
import type { Promptrail } from "@promptrail/runtime";
import { startServer } from "@promptrail/server";
import type { CommandScope } from "../../command-scope.js";
import { openKeyFile } from "../keys/key-file.js";
import { type StopSignals, withStopSignals } from "../stop-signal.js";
import { prepareAdminKey } from "./prepare-admin-key.js";
import { announceServer, type LocalServer } from "./server-file.js";

interface ServeSettings {
  readonly scope: CommandScope;
  readonly promptrail: Promptrail;
  readonly loaded: LoadedConfig;
  readonly host: string;
  readonly port: number;
}

/** Runs the server until SIGINT or SIGTERM, then lets running requests end. */
export async function serveUntilStopped(settings: ServeSettings): Promise<void> {
  const { scope, promptrail, loaded, host, port } = settings;
  const { terminal } = scope;
  const { environment } = promptrail;
  const { keys } = requireStore(promptrail);
  const chosen = terminal.environment["PROMPTRAIL_ADMIN_KEY"] ?? "";
  // First of all: a server that cannot have its address leaves no key that nobody was shown.
  await withReleases(async (keep) => {
    const server = await startServer({ promptrail, host, port, adminKey: chosen });
    keep(() => server.close());
    const file = openKeyFile(loaded.projectFolder, environment);
    const told = await prepareAdminKey({ keys, environment, chosen, file });
    const known = { url: server.url, pid: process.pid, environment };
    const unheard = await tryToAnnounce(loaded.projectFolder, known, keep);
    const lines = [`promptrail serves ${environment} on ${server.url}`, ...told, ...unheard];
    await withStopSignals(
      () => {},
      (signals) => {
        // Whoever reads that it serves may stop it at once.
        terminal.err(`${lines.join("\n")}\n`);
        return waitForStop(signals);
      },
    );
  });
}

/** A server serves as well in a folder that it cannot write to. Returns what to tell of that. */
async function tryToAnnounce(
  projectFolder: string,
  server: LocalServer,
  keep: (release: Release) => void,
): Promise<readonly string[]> {
  try {
    keep(await announceServer(projectFolder, server));
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      `The commands in this folder do not find this server, as its file cannot be written: ${reason}. Set PROMPTRAIL_SERVER=${server.url} and PROMPTRAIL_KEY for them.`,
    ];
  }
}

function waitForStop({ stop: signal }: StopSignals): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function requireStore({ store }: Promptrail): OpenStore {
  if (store !== null) return store;
  throw new PromptrailError("not_supported", "A server needs a store of its own.");
}
