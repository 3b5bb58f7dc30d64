/** A filter of a team's own: a plain function of plain JSON values. */
export interface TemplateFilter {
  readonly name: string;
  /** Part of every content hash that uses the filter: raise it when the text it makes changes. */
  readonly version: number;
  readonly apply: (value: unknown, ...args: readonly unknown[]) => unknown;
}
