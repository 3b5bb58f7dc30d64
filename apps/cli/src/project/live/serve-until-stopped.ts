import type { LoadedConfig } from "@promptrail/config";
import { type OpenStore, PromptrailError } from "@promptrail/core";
import type { Promptrail } from "@promptrail/runtime";
import { ensureAdminKey, startServer } from "@promptrail/server";
import type { CommandScope } from "../../command-scope.js";
import { type StopSignals, withStopSignals } from "../stop-signal.js";
import { announceServer, writeServerKey } from "./server-file.js";

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
  const { keys } = requireStore(promptrail);
  const adminKey = terminal.environment["PROMPTRAIL_ADMIN_KEY"];
  const { created, source } = await ensureAdminKey(keys, promptrail.environment, adminKey);
  const server = await startServer({ promptrail, host, port });
  const { environment } = promptrail;
  const known = { url: server.url, pid: process.pid, environment };
  const withdraw = await announceServer(loaded.projectFolder, known);
  try {
    terminal.err(`promptrail serves ${environment} on ${server.url}\n`);
    if (source === "chosen" && adminKey !== undefined) {
      await writeServerKey(loaded.projectFolder, adminKey);
    }
    if (created !== null) {
      const path = await writeServerKey(loaded.projectFolder, created);
      terminal.err(`Admin key, shown once: ${created}\nThe CLI reads it from ${path}.\n`);
    }
    await withStopSignals(() => {}, waitForStop);
  } finally {
    await withdraw();
    await server.close();
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
