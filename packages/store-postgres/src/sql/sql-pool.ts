/** Rows of one statement. Their shape is what the statement selects: the caller states it. */
export type SqlRows<Row> = readonly Row[];

/** One session: statements run in order, inside its transaction. */
export interface SqlConnection {
  /** One statement with `$1`… for values; JSON columns come parsed, times as `Date`. */
  query<Row>(text: string, values: readonly unknown[]): Promise<SqlRows<Row>>;
  /** Several statements without values. */
  run(script: string): Promise<void>;
}

/**
 * What a connection is for. Some are kept for `decision`, so that no flood of anything else, and none of
 * history reads, of which few go on at once, can block a rollback.
 */
export type ConnectionUse = "decision" | "history" | "other";

export interface SqlLimit {
  /** All of it, connecting included, ends within this time: with a result or `store_unavailable`. */
  readonly deadlineMs: number;
  /** How long it may wait until fewer of its use go on. Default: until the deadline. */
  readonly turnMs?: number;
  readonly use: ConnectionUse;
}

/** The slice of a database that the stores use; PostgreSQL and PGlite both fit. */
export interface SqlPool {
  /** One statement on its own. */
  query<Row>(text: string, values: readonly unknown[], limit: SqlLimit): Promise<SqlRows<Row>>;
  /** Commits what `work` did when it resolves, undoes it when it throws. */
  transaction<Result>(
    work: (connection: SqlConnection) => Promise<Result>,
    limit: SqlLimit,
  ): Promise<Result>;
  /**
   * Statements without values that no transaction of ours may hold: `vacuum`, `detach partition concurrently`, a script
   * that begins and commits its own. What it left open is undone. Gives the rows of all of them.
   */
  outside(script: string, limit: SqlLimit): Promise<SqlRows<object>>;
  /**
   * Calls `onPayload` with each notification on a channel until the returned function is called.
   * Notifications are hints: those sent while the connection is down are lost. What goes wrong is
   * told to `onProblem`, and listening is taken up again.
   */
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onProblem: (error: unknown) => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
