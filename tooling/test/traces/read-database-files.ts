import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { runSql } from "../run-sql.ts";

/**
 * The files that a test's database has on disk, read as Latin-1, without the server's log of what was written, which all
 * databases share.
 *
 * @param url of a superuser, on the server of the test run.
 */
export async function readDatabaseFiles(url: string): Promise<readonly string[]> {
  await runSql(url, "checkpoint");
  const [place] = await runSql<{ folder: string }>(
    url,
    `select current_setting('data_directory') || '/base/' || oid as folder
     from pg_database where datname = current_database()`,
  );
  if (place === undefined) throw new Error("The server does not say where its files are.");
  return readdirSync(place.folder)
    .map((name) => join(place.folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "latin1"));
}
