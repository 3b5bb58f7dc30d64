import { Client } from "pg";

/** Every row of every table of a schema as text, with `table: ` before it: for tests that search a database. */
export async function readAllRows(url: string, schema: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = $1",
      [schema],
    );
    const rows: string[] = [];
    for (const { name } of tables.rows) {
      const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
      const found = await client.query<{ row: string }>(`select t::text as row from ${table} t`);
      rows.push(...found.rows.map(({ row }) => `${name}: ${row}`));
    }
    return rows;
  } finally {
    await client.end();
  }
}
