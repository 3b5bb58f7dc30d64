import { Client } from "pg";

/** One statement of an administrator, on a connection of its own. */
export async function runSql<Row extends object>(
  url: string,
  sql: string,
): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
