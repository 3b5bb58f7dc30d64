import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postgresUser } from "../../../../tooling/test/postgres-binaries.ts";
import { findProgram } from "../../../../tooling/test/run/find-program.ts";
import { findFreePort } from "./start-cluster.js";

export interface Pooler {
  /** The database's URL through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Why nothing is tested through it, where it is not installed. */
export const noPgbouncerReason = "PgBouncer is not installed; on Debian: apt-get install pgbouncer";

/** The path of PgBouncer; null where it is not installed. Debian puts it where only administrators look. */
export function findPgbouncer(): string | null {
  return findProgram(["pgbouncer"], "/usr/sbin");
}

/** Starts PgBouncer before a database, in transaction mode. */
export async function startPgbouncer(program: string, target: string): Promise<Pooler> {
  const { hostname, port, username, password } = new URL(target);
  const folder = mkdtempSync(join(tmpdir(), "promptrail-pgbouncer-"));
  const ownPort = await findFreePort();
  const users = join(folder, "users.txt");
  const settings = join(folder, "pgbouncer.ini");
  writeFileSync(users, `"${username}" "${password}"\n`);
  writeFileSync(
    settings,
    [
      ...["[databases]", `* = host=${hostname} port=${port}`, "[pgbouncer]"],
      ...["listen_addr = 127.0.0.1", `listen_port = ${ownPort}`, "unix_socket_dir ="],
      ...["pool_mode = transaction", "auth_type = plain", `auth_file = ${users}`],
    ].join("\n"),
  );
  const user = postgresUser();
  chmodSync(folder, 0o700);
  if (user !== undefined) {
    for (const path of [folder, users, settings]) chownSync(path, user.uid, user.gid);
  }
  const child = spawn(program, [settings], { ...user, stdio: ["ignore", "ignore", "pipe"] });
  process.once("exit", () => child.kill("SIGQUIT"));
  await new Promise<void>((resolve, reject) => {
    let printed = "";
    child.stderr.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
      if (printed.includes("process up")) resolve();
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`PgBouncer did not start. It printed:\n${printed}`)));
  });
  const url = new URL(target);
  url.port = String(ownPort);
  return {
    url: url.href,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGQUIT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
