/** A file of the starter that is to be written. */
export interface WantedFile {
  /** In the CLI's package. */
  readonly source: string;
  /** Relative to the folder. */
  readonly target: string;
  readonly adapt: (text: string) => string;
  /** What is there and gives way to it: a file of the starter that nobody changed. Absent: nothing may be there. */
  readonly replaces?: string | undefined;
}

/** A file that was left as it is, and why it matters, in a sentence. */
export interface LeftFile {
  readonly file: string;
  readonly reason: string;
}
