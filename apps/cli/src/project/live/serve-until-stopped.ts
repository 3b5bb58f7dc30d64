import type { LoadedConfig } from "@promptrail/config";
import { type OpenStore, PromptrailError } from "@promptrail/core";
import type { Promptrail } from "@promptrail/runtime";
import { startServer } from "@promptrail/server";
import type { CommandScope } from "../../command-scope.js";
import { openKeyFile } from "../keys/key-file.js";
import { type StopSignals, withStopSignals } from "../stop-signal.js";
import { toLoopbackUrl } from "./loopback.js";
import { prepareAdminKey } from "./prepare-admin-key.js";
import { announceServer } from "./server-file.js";

interface ServeSettings {
  readonly scope: CommandScope;
  readonly promptrail: Promptrail;
  readonly loaded: LoadedConfig;
  readonly host: string;
  readonly port: number;
  /** Fires where the store is another process's now, with the reason. */
  readonly lost: AbortSignal;
}

/**
 * Runs the server until SIGINT or SIGTERM, then lets running requests end.
 *
 * @throws the reason of `lost`, once the server is closed.
 */
export async function serveUntilStopped(settings: ServeSettings): Promise<void> {
  const { scope, promptrail, loaded, host, port, lost } = settings;
  const { terminal } = scope;
  const { environment } = promptrail;
  const { keys } = requireStore(promptrail);
  const chosen = terminal.environment["PROMPTRAIL_ADMIN_KEY"] ?? "";
  // First of all: a server that cannot have its address leaves no key that nobody was shown.
  const server = await startServer({ promptrail, host, port, adminKey: chosen });
  const undo: (() => Promise<void>)[] = [() => server.close()];
  try {
    const file = openKeyFile(loaded.projectFolder, environment);
    const told = await prepareAdminKey({ keys, environment, chosen, file });
    const url = toLoopbackUrl(server.url);
    if (url !== null) {
      const known = { url, pid: process.pid, environment };
      undo.unshift(await announceServer(loaded.projectFolder, known));
    }
    const lines = [
      `promptrail serves ${environment} on ${server.url}`,
      ...told,
      ...(url === null ? [describeUnannounced(server.url)] : []),
    ];
    await withStopSignals(
      () => {},
      (signals) => {
        // Whoever reads that it serves may stop it at once.
        terminal.err(`${lines.join("\n")}\n`);
        return waitForStop(signals, lost);
      },
    );
  } finally {
    for (const step of undo) await step();
  }
}

/** Throws the reason of `lost` where that comes first. */
async function waitForStop({ stop }: StopSignals, lost: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (lost.aborted) resolve();
    for (const signal of [stop, lost]) {
      signal.addEventListener("abort", () => resolve(), { once: true });
    }
  });
  lost.throwIfAborted();
}

/** A key is sent by itself to this machine alone. */
function describeUnannounced(url: string): string {
  return `It is not on this machine's loopback: commands in this folder reach it with PROMPTRAIL_SERVER=${url} and PROMPTRAIL_KEY.`;
}

function requireStore({ store }: Promptrail): OpenStore {
  if (store !== null) return store;
  throw new PromptrailError("not_supported", "A server needs a store of its own.");
}
