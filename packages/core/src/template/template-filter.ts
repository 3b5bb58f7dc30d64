/** A filter of a team's own: a plain function of plain JSON values. */
export interface TemplateFilter {
  readonly name: string;
  /** Part of every content hash that uses the filter: raise it when the text it makes changes. */
  readonly version: number;
  /**
   * The names of the arguments after the value, in the order of `apply`. Templates may then give them by
   * name, and one that is not given is undefined. Without it, arguments come by position only.
   */
  readonly parameters?: readonly string[] | undefined;
  /** May throw a `TemplateRefusal`. */
  readonly apply: (value: unknown, ...args: readonly unknown[]) => unknown;
}
