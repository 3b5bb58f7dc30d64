/** How a report is laid out and marks its words: a terminal's colours, or nothing, which changes no text's visible width. */
export interface ReportStyle {
  /** Of a line; at most 100 are used, which is the default. */
  readonly columns?: number;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly strong: (text: string) => string;
}

const same = (text: string): string => text;

export const plainStyle: ReportStyle = Object.freeze({
  good: same,
  bad: same,
  warn: same,
  dim: same,
  strong: same,
});
