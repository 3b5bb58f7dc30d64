import type { ExitCode } from "./exit-code.js";

/** What a command found: for people, for machines (`--json`), and for the shell. */
export interface CommandResult {
  readonly text: string;
  readonly json: unknown;
  readonly exitCode?: ExitCode;
}
