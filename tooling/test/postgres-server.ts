import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostgresBinaries, type PostgresBinaries, postgresUser } from "./postgres-binaries.ts";

export interface PostgresServer {
  /** Connection URL of the superuser on the database `postgres`, on 127.0.0.1. */
  readonly adminUrl: string;
  /** Ends every session as an administrator does (SQLSTATE 57P01), and starts again on the same address. */
  readonly restart: () => Promise<void>;
  /** Stops the server at once and removes its data. May be called again. */
  readonly stop: () => Promise<void>;
}

type ServerSettings = Readonly<Record<string, string>>;

/** A test's data may be lost at any time, and waiting for the disk is most of its cost. */
const testSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_connections: "200",
  shared_buffers: "64MB",
  max_wal_size: "2GB",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
} as const satisfies ServerSettings;

/** Another process may take the free port between asking for it and listening on it. */
const portAttempts = 3;

/**
 * Starts a real PostgreSQL on a free port of 127.0.0.1, on a new data folder in the system's
 * folder for temporary files.
 *
 * @param settings of the server, beside those of every test: `{ track_commit_timestamp: "on" }`.
 * @returns null where npm has no PostgreSQL binaries for this platform.
 * @throws when `initdb` or the server fails, with what it printed.
 */
export async function startPostgres(settings: ServerSettings = {}): Promise<PostgresServer | null> {
  const binaries = findPostgresBinaries();
  if (binaries === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "promptrail-postgres-"));
  const removeAll = () => {
    rmSync(folder, { recursive: true, force: true });
    binaries.remove();
  };
  try {
    const password = randomBytes(16).toString("hex");
    const data = initialiseData(binaries, folder, password);
    const served = { ...testSettings, ...settings };
    const { child, port } = await listen(binaries, data, served);
    const running = { child };
    return {
      adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      restart: async () => {
        const ended = once(running.child, "exit");
        running.child.kill("SIGINT");
        await ended;
        ({ child: running.child } = await listen(binaries, data, served, port));
      },
      stop: stopOnce(running, removeAll),
    };
  } catch (error) {
    removeAll();
    throw error;
  }
}

function initialiseData(binaries: PostgresBinaries, folder: string, password: string): string {
  const user = postgresUser();
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) {
    for (const path of [folder, data, passwordFile]) chownSync(path, user.uid, user.gid);
  }
  chmodSync(folder, 0o700);
  execFileSync(
    join(binaries.folder, "initdb"),
    [
      ["-D", data, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
      ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"],
      ["--builtin-locale=C.UTF-8", "--no-sync"],
    ].flat(),
    { ...user, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  return data;
}

async function listen(
  binaries: PostgresBinaries,
  data: string,
  settings: ServerSettings,
  chosenPort?: number,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = chosenPort ?? (await findFreePort());
    const child = spawn(
      join(binaries.folder, "postgres"),
      [
        ["-D", data, "-p", String(port)],
        Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
      ].flat(),
      { ...postgresUser(), cwd: data, stdio: ["ignore", "ignore", "pipe"] },
    );
    const failure = await untilReady(child);
    if (failure === null) return { child, port };
    if (attempt === portAttempts || !failure.includes("Address already in use")) {
      throw new Error(`PostgreSQL did not start. It printed:\n${failure}`);
    }
  }
}

/** Resolves to null when the server accepts connections, else to what it printed before it ended. */
function untilReady(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let printed = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
      if (!printed.includes("database system is ready to accept connections")) return;
      // Read on without keeping it: a full pipe would stop the server.
      child.stderr?.removeAllListeners("data").resume();
      resolve(null);
    });
    child.once("error", (error) => resolve(String(error)));
    child.once("exit", () => resolve(printed));
  });
}

function stopOnce(
  running: { readonly child: ChildProcess },
  removeAll: () => void,
): () => Promise<void> {
  const stopHard = () => {
    running.child.kill("SIGQUIT");
    removeAll();
  };
  // A test run that is interrupted or crashes never reaches its teardown.
  process.once("exit", stopHard);
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= (async () => {
      process.removeListener("exit", stopHard);
      const { child } = running;
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        child.kill("SIGQUIT");
        await ended;
      }
      removeAll();
    })();
    return stopped;
  };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
