import type { Terminal } from "./terminal.js";

/** The options that every command takes. */
export interface CommonOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly env?: string;
}

/** What every command is given. */
export interface CommandScope {
  readonly terminal: Terminal;
  readonly options: CommonOptions;
}
