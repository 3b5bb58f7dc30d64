import type { CommandWork } from "../implement-command.js";

/** A flag of a command, as the parser reads it, and what the help says of it: `["--from <n>", "…"]`. */
export type DeclaredFlag = readonly [flags: string, description: string];

/** What is known of a command before it is chosen. It costs nothing to load, and the help needs no more. */
export interface DeclaredCommand {
  /** `promote <family> <version>` */
  readonly usage: string;
  readonly summary: string;
  /** Flags of its own. */
  readonly flags?: readonly DeclaredFlag[];
  /** Command lines as a user types them, without `promptrail`. */
  readonly examples: readonly string[];
  /** It runs evals, for which V8 is set up before anything of the command is loaded. Default: false. */
  readonly runsEvals?: true;
  /** What it does: imported when the command is chosen, and not before. */
  readonly load: () => Promise<CommandWork>;
}

/** Commands under one name: `keys add`, `keys list`. */
export interface NamedCommands {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly DeclaredCommand[];
}

/** Commands that the help shows together. */
export interface HelpGroup {
  readonly title: string;
  readonly commands: readonly (DeclaredCommand | NamedCommands)[];
}
