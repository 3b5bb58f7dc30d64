import type { ExitCode } from "./exit-code.js";
import type { NextStep } from "./next-step.js";

/** What a command found: for people, for machines (`--json`), and for the shell. */
export interface CommandResult<Document extends object = object> {
  readonly text: string;
  readonly json: Document;
  readonly exitCode?: ExitCode;
  /** Told to people after the text. */
  readonly next?: readonly NextStep[];
}
