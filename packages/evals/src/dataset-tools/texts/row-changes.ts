/** A row as it is written into a file. */
export type FileRow = Readonly<Record<string, unknown>>;

/** What is changed in a file's text; all else stays as it is written there. */
export interface RowChanges {
  /** Rows that go, by their ids. */
  readonly remove: ReadonlySet<string>;
  /** Rows that get a cluster, by their ids. */
  readonly clusters: ReadonlyMap<string, string>;
  /** Rows that come at the end. */
  readonly add: readonly FileRow[];
}
