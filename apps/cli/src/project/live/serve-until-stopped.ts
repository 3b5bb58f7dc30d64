import type { LoadedConfig } from "@promptrail/config";
import { type OpenStore, PromptrailError } from "@promptrail/core";
import type { Promptrail } from "@promptrail/runtime";
import { type ServerSettings, startServer } from "@promptrail/server";
import type { CommandScope } from "../../command-scope.js";
import { openKeyFile } from "../keys/key-file.js";
import { type StopSignals, withStopSignals } from "../stop-signal.js";
import { prepareAdminKey } from "./prepare-admin-key.js";
import { announceServer } from "./server-file.js";

interface ServeSettings {
  readonly scope: CommandScope;
  readonly promptrail: Promptrail;
  readonly loaded: LoadedConfig;
  readonly listening: Pick<ServerSettings, "host" | "port" | "graceMs" | "trustedProxies">;
}

/** Runs the server until SIGINT or SIGTERM, then lets running requests end; a second signal ends the process at once. */
export async function serveUntilStopped(settings: ServeSettings): Promise<void> {
  const { scope, promptrail, loaded, listening } = settings;
  const { terminal } = scope;
  const { environment } = promptrail;
  const { keys } = requireStore(promptrail);
  const chosen = terminal.environment["PROMPTRAIL_ADMIN_KEY"] ?? "";
  // First of all: a server that cannot have its address leaves no key that nobody was shown.
  const server = await startServer({ ...listening, promptrail, adminKey: chosen });
  const undo: (() => Promise<void>)[] = [() => server.close()];
  try {
    const file = openKeyFile(loaded.projectFolder, environment);
    const told = await prepareAdminKey({ keys, environment, chosen, file });
    const known = { url: server.url, pid: process.pid, environment };
    undo.unshift(await announceServer(loaded.projectFolder, known));
    const lines = [`promptrail serves ${environment} on ${server.url}`, ...told];
    await withStopSignals(
      () => {},
      (signals) => {
        // Whoever reads that it serves may stop it at once.
        terminal.err(`${lines.join("\n")}\n`);
        return waitForStop(signals);
      },
    );
  } finally {
    for (const step of undo) await step();
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
