/** One command of the CLI, as the page shows it. */
export interface ShownCommand {
  /** Whole sentences: what the command does, and what this run shows of it. */
  readonly text: string;
  /** As a reader types it; starts with `promptrail`. */
  readonly line: string;
  /** Output beyond this many lines becomes `…`. Default: 10. */
  readonly lines?: number;
  /** What stands behind the `…`: so many lines from the first one that starts so. */
  readonly andFrom?: { readonly start: string; readonly lines: number };
  /** Default: 0. */
  readonly exitCode?: number;
  /** `new`: an empty folder; default: the shop. */
  readonly folder?: "new";
}

/** The commands of one section, run in this order. */
export interface ShownSection {
  readonly title: string;
  readonly commands: readonly ShownCommand[];
}
