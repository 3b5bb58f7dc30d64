import { Client } from "pg";

/**
 * What a dump of a database says of its rows: `COPY … TO STDOUT` of every table of it, as `pg_dump` writes them, one
 * text a table.
 */
export async function dumpDatabase(url: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', relnamespace::regnamespace::text, relname) as name
       from pg_class
       where relkind = 'r' and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')`,
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) texts.push(await copyOut(client, name));
    return texts;
  } finally {
    await client.end();
  }
}

/** The driver has no words for what a copy sends: its messages come past it. */
function copyOut(client: Client, table: string): Promise<string> {
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    client.query({
      submit: (connection) => connection.query(`copy ${table} to stdout`),
      handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => void pieces.push(chunk),
      handleCommandComplete: () => {},
      handleReadyForQuery: () => resolve(`${table}\n${Buffer.concat(pieces).toString("utf8")}`),
      handleError: reject,
    });
  });
}
