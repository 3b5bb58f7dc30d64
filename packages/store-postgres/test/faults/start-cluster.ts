import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostgresBinaries, postgresUser } from "../../../../tooling/test/postgres-binaries.ts";

/** A PostgreSQL of a test's own, whose processes and files the test may treat badly. */
export interface Cluster {
  readonly url: string;
  /** Ends it in order, so that its files can be copied; `start` brings it back on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /**
   * A hot standby on a copy of the files: cut off from what is written from now on, or, with a delay
   * as PostgreSQL writes it (`5s`), streaming it and showing it so much later.
   */
  startStandby(applyDelay?: string): Promise<Cluster>;
  /** Ends it at once and removes its files. */
  remove(): Promise<void>;
}

const settings = ["fsync=off", "listen_addresses=127.0.0.1", "unix_socket_directories="];

export async function startCluster(): Promise<Cluster> {
  const binaries = findPostgresBinaries();
  if (binaries === null) throw new Error("There are no PostgreSQL binaries for this platform.");
  const folder = makeFolder();
  const data = join(folder, "data");
  execFileSync(
    join(binaries.folder, "initdb"),
    ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"],
    { ...postgresUser(), cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  return await openCluster(binaries.folder, folder, binaries.remove);
}

/** Owned by the user that PostgreSQL runs as. */
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-cluster-"));
  chmodSync(folder, 0o700);
  own(folder);
  return folder;
}

function own(path: string): void {
  const user = postgresUser();
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}

async function openCluster(
  binaries: string,
  folder: string,
  removeBinaries: () => void,
  ownSettings: readonly string[] = [],
): Promise<Cluster> {
  const data = join(folder, "data");
  const port = await findFreePort();
  const startHere = () => startServer(binaries, data, [`port=${port}`, ...ownSettings]);
  let server = await startHere();
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  };
  const cluster: Cluster = {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () => end("SIGINT"),
    start: async () => {
      server = await startHere();
    },
    startStandby: async (applyDelay) => {
      await cluster.stop();
      const copy = makeFolder();
      copyData(data, join(copy, "data"));
      await cluster.start();
      const streaming = applyDelay === undefined ? [] : streamFrom(port, applyDelay);
      return await openCluster(binaries, copy, () => {}, streaming);
    },
    remove: async () => {
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
      removeBinaries();
    },
  };
  return cluster;
}

function streamFrom(port: number, applyDelay: string): readonly string[] {
  return [
    `primary_conninfo=host=127.0.0.1 port=${port} user=postgres`,
    `recovery_min_apply_delay=${applyDelay}`,
  ];
}

function copyData(from: string, to: string): void {
  execFileSync("cp", ["-R", from, to], { ...postgresUser(), cwd: tmpdir() });
  writeFileSync(join(to, "standby.signal"), "");
  own(join(to, "standby.signal"));
}

function startServer(
  binaries: string,
  data: string,
  ownSettings: readonly string[],
): Promise<ChildProcess> {
  const child = spawn(
    join(binaries, "postgres"),
    ["-D", data, ...[...settings, ...ownSettings].flatMap((each) => ["-c", each])],
    { ...postgresUser(), cwd: data, stdio: ["ignore", "ignore", "pipe"] },
  );
  // A test run that is interrupted never reaches its teardown.
  process.once("exit", () => child.kill("SIGQUIT"));
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
      if (!/ready to accept (read-only )?connections/.test(printed)) return;
      // Read on without keeping it: a full pipe would stop the server.
      child.stderr?.removeAllListeners("data").resume();
      resolve(child);
    });
    child.once("exit", () =>
      reject(new Error(`PostgreSQL did not start. It printed:\n${printed}`)),
    );
  });
}

export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== "object" || address === null) throw new TypeError("No port was bound.");
  return address.port;
}
