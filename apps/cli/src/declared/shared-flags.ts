import type { DeclaredFlag } from "./declared-command.js";

/** The flag of a decision that can be tried. */
export const dryRunFlag: DeclaredFlag = [
  "--dry-run",
  "say what would be decided or refused, and change nothing",
];

/** The flag of a decision that can wait for the fleet. */
export const waitFlag: DeclaredFlag = [
  "--wait [ms]",
  "wait until every process serves the decision, and show the fleet; default: 1000, at most 10000",
];

/** The flags of a decision that leaves the active version where it is. */
export const changeFlags: readonly DeclaredFlag[] = [
  ["--reason <text>", "the reason, recorded in the history"],
  ["--from <n>", "refuse if another version is active now"],
];

/** The flag of a command that makes a key. */
export const keepFlag: DeclaredFlag = [
  "--keep",
  "save the key under .promptrail/, for the commands in this folder",
];
