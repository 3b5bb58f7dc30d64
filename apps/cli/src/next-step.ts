/** Something that a user may do next: a command line that can be pasted, and what it is for. */
export interface NextStep {
  readonly line: string;
  readonly purpose: string;
}
