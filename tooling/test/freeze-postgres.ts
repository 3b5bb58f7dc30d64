import { Client } from "pg";

/** The server's main process: the first line of this file in its data folder. */
const mainQuery = "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid";
const sessionsQuery = "select pid from pg_stat_activity";

/**
 * Stops every process of a PostgreSQL of the test's own, as a hanging machine does: connections stay
 * open, and nothing answers.
 *
 * @param adminUrl of a superuser, on a server of this machine that no other test uses.
 * @returns lets them go on. May be called again.
 */
export async function freezePostgres(adminUrl: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: adminUrl });
  client.on("error", () => {});
  await client.connect();
  const pidsOf = async (query: string) => {
    const { rows } = await client.query<{ pid: number }>(query);
    return rows.map(({ pid }) => pid);
  };
  const main = await pidsOf(mainQuery);
  // First, so that no session begins while the others are listed.
  signal(main, "SIGSTOP");
  const pids = [...main, ...(await pidsOf(sessionsQuery))];
  signal(pids, "SIGSTOP");
  const goOn = () => signal(pids, "SIGCONT");
  // A test run that is interrupted never thaws it, and a stopped process cannot be ended in order.
  process.once("exit", goOn);
  let thawed: Promise<void> | undefined;
  return () => {
    thawed ??= (async () => {
      process.removeListener("exit", goOn);
      goOn();
      await client.end();
    })();
    return thawed;
  };
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended meanwhile.
    }
  }
}
