import { Client } from "pg";
import { listChildren } from "./list-children.ts";

/** The server's main process: the first line of this file in its data folder. */
const mainQuery = "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid";

/**
 * Stops every process of a PostgreSQL of the test's own, as a hanging machine does: connections stay
 * open, and nothing answers.
 *
 * @param adminUrl of a superuser, on a server of this machine that no other test uses.
 * @returns lets them go on. May be called again.
 */
export async function freezePostgres(adminUrl: string): Promise<() => void> {
  const main = await readMain(adminUrl);
  const stopped = new Set<number>();
  const goOn = () => {
    process.removeListener("exit", goOn);
    for (const pid of stopped) signal(pid, "SIGCONT");
  };
  // A test run that is interrupted never thaws it, and a stopped process cannot be ended in order.
  process.once("exit", goOn);
  for (let found = [main]; found.length > 0; found = listNew(main, stopped)) {
    for (const pid of found) {
      stopped.add(pid);
      signal(pid, "SIGSTOP");
    }
  }
  return goOn;
}

async function readMain(adminUrl: string): Promise<number> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(mainQuery);
    const pid = rows[0]?.pid;
    if (pid === undefined) throw new Error("The server does not tell its main process.");
    return pid;
  } finally {
    await client.end();
  }
}

/** Also sessions that are just beginning, which the server's own lists do not have yet. */
function listNew(main: number, stopped: ReadonlySet<number>): number[] {
  return listChildren(main).filter((pid) => !stopped.has(pid));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended meanwhile.
  }
}
