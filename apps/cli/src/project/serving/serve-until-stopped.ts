import type { LoadedConfig } from "@promptrail/config";
import { type Release, withReleases } from "@promptrail/core/lifecycle";
import { describeFileError } from "@promptrail/core/state-folder";
import type { Promptrail } from "@promptrail/runtime";
import type { ServerSettings } from "@promptrail/server";
import type { CommandScope } from "../../command-scope.js";
import { chooseStore } from "../load-cli-project.js";
import { type StopSignals, withStopSignals } from "../stop-signal.js";
import { openKeyFile } from "./key-file.js";
import { toLoopbackUrl } from "./loopback.js";
import { prepareAdminKey } from "./prepare-admin-key.js";
import { announceServer, type LocalServer } from "./server-file.js";

interface ServeSettings {
  readonly scope: CommandScope;
  readonly promptrail: Promptrail;
  readonly loaded: LoadedConfig;
  readonly listening: Pick<ServerSettings, "host" | "port" | "graceMs" | "trustedProxies">;
  /** Fires where the store is another process's now, with the reason. */
  readonly lost: AbortSignal;
}

/**
 * Runs the server until SIGINT or SIGTERM, then lets running requests end; a second signal ends the process
 * at once.
 *
 * @throws the reason of `lost`, once the server is closed.
 */
export async function serveUntilStopped(settings: ServeSettings): Promise<void> {
  const { scope, promptrail, loaded, listening, lost } = settings;
  const { terminal } = scope;
  const { environment, keys } = promptrail;
  // Loaded here, since no other command needs a web framework to start.
  const { startServer } = await import("@promptrail/server");
  const chosen = terminal.environment["PROMPTRAIL_ADMIN_KEY"] ?? "";
  // First of all: a server that cannot have its address leaves no key that nobody was shown.
  await withReleases(async (keep) => {
    const server = await startServer({ ...listening, promptrail, adminKey: chosen });
    keep(() => server.close());
    const file = openKeyFile(loaded.projectFolder, environment);
    const told = await prepareAdminKey({ keys, environment, chosen, file });
    const store = chooseStore(loaded.config, terminal.environment).description;
    const served = { url: server.url, environment, store };
    const untold = await announce(loaded.projectFolder, served, keep);
    const lines = [`promptrail serves ${environment} on ${server.url}`, ...told, ...untold];
    await withStopSignals(
      () => {},
      (signals) => {
        // Whoever reads that it serves may stop it at once.
        terminal.err(`${lines.join("\n")}\n`);
        return waitForStop(signals, lost);
      },
    );
  });
}

/**
 * Lets the commands of this folder find the server, which serves as well in a folder that it cannot write to.
 * Returns what to tell where they do not.
 */
async function announce(
  projectFolder: string,
  served: Omit<LocalServer, "pid">,
  keep: (release: Release) => void,
): Promise<readonly string[]> {
  const cure = `For these commands, set PROMPTRAIL_SERVER=${served.url} and PROMPTRAIL_KEY.`;
  // A key is sent by itself to this machine alone.
  const url = toLoopbackUrl(served.url);
  if (url === null) {
    return [
      `The commands in this folder cannot find this server, because it does not listen on the loopback address of this machine. ${cure}`,
    ];
  }
  try {
    keep(await announceServer(projectFolder, { ...served, url, pid: process.pid }));
    return [];
  } catch (error) {
    const reason = describeFileError(error);
    return [
      `The commands in this folder cannot find this server, because its server file cannot be written: ${reason}. ${cure}`,
    ];
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
