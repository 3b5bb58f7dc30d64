import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { deserialize, serialize } from "node:v8";
import { PromptrailError } from "@promptrail/core";
import { oneAtATime } from "@promptrail/core/lifecycle";

/** Values of one kind in one environment, in the order in which they were first put there. */
export interface Shelf<Value> {
  readonly ids: () => readonly string[];
  readonly all: () => readonly Value[];
  readonly find: (id: string) => Value | null;
  readonly put: (id: string, value: Value) => void;
  readonly remove: (id: string) => void;
}

export type Shelves = <Value>(kind: string, environment: string) => Shelf<Value>;

/** A file of SQLite with one table. */
export interface SqliteFile {
  /** Sees one committed state. */
  readonly read: <Result>(work: (shelves: Shelves) => Result) => Result;
  /** One at a time, also of several processes. What it put is undone where it throws. */
  readonly write: <Result>(work: (shelves: Shelves) => Promise<Result>) => Promise<Result>;
  readonly close: () => void;
}

const pauseMs = 10;
const mostAttempts = 100;

const schema = `
  pragma journal_mode = wal;
  create table if not exists item (
    sequence integer primary key, environment text not null, kind text not null, id text not null,
    body blob not null, unique (environment, kind, id)
  )`;

export function openSqliteFile(path: string): SqliteFile {
  const [reader, writer] = [new DatabaseSync(path), new DatabaseSync(path)];
  writer.exec(schema);
  const inTurn = oneAtATime();
  return {
    read: (work) => {
      reader.exec("begin");
      try {
        return work(shelvesOf(reader));
      } finally {
        reader.exec("commit");
      }
    },
    write: (work) =>
      inTurn(async () => {
        await begin(writer, path);
        try {
          const result = await work(shelvesOf(writer));
          writer.exec("commit");
          return result;
        } catch (error) {
          writer.exec("rollback");
          throw error;
        }
      }),
    close: () => {
      for (const database of [reader, writer]) database.close();
    },
  };
}

/** Another process that writes is done within milliseconds. */
async function begin(database: DatabaseSync, path: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      database.exec("begin immediate");
      return;
    } catch (error) {
      if (attempt === mostAttempts) throw unavailable(path, error);
      await setTimeout(pauseMs);
    }
  }
}

function unavailable(path: string, cause: unknown): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `The store ${path} cannot be written: another process keeps it locked. Try again, or end that process.`,
    { store: path },
    cause,
  );
}

function shelvesOf(database: DatabaseSync): Shelves {
  const where = "where environment = ? and kind = ?";
  return <Value>(kind: string, environment: string) => {
    const select = (rest: string, ...ids: readonly string[]) =>
      database
        .prepare(`select body from item ${where} ${rest}`)
        .all(environment, kind, ...ids)
        .flatMap(({ body }) => (body instanceof Uint8Array ? [deserialize(body) as Value] : []));
    return {
      ids: () =>
        database
          .prepare(`select id from item ${where} order by id`)
          .all(environment, kind)
          .map(({ id }) => String(id)),
      all: () => select("order by sequence"),
      find: (id) => select("and id = ?", id)[0] ?? null,
      put: (id, value) =>
        void database
          .prepare(
            "insert into item (environment, kind, id, body) values (?, ?, ?, ?) on conflict do update set body = excluded.body",
          )
          .run(environment, kind, id, serialize(value)),
      remove: (id) =>
        void database.prepare(`delete from item ${where} and id = ?`).run(environment, kind, id),
    };
  };
}
