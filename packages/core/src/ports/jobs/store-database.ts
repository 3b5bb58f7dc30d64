/** The database that a store lives in, for what others keep beside it in a schema of their own. */
export interface StoreDatabase {
  /** What it is, for people. Never holds a password. */
  readonly description: string;
  /**
   * The rows of a statement with `$1`… for values, in a transaction of its own. Without values, the rows of all
   * statements of a script, which may begin and commit transactions itself; what it left open is undone.
   *
   * @throws PromptrailError `store_unavailable`; what the driver throws for a statement that is wrong.
   */
  run(text: string, values?: readonly unknown[]): Promise<readonly object[]>;
  /**
   * Calls `onPayload` with each notification on a channel until the returned function is called, and with an empty
   * text whenever some may have been missed. What goes wrong is told to `onProblem`, and listening is taken up again.
   */
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onProblem: (error: unknown) => void,
  ): Promise<() => Promise<void>>;
}
