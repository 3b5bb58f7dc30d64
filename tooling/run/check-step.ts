import { type CommandOptions, runCommand } from "./run-command.ts";

/** What one check came to, and what it printed. */
export interface StepResult {
  readonly outcome: "passed" | "failed" | "skipped";
  /** Shown unless the check passed; for a skipped one the reason. */
  readonly output: string;
}

/** One line of the run of all checks. */
export interface CheckStep {
  readonly name: string;
  readonly run: () => Promise<StepResult>;
}

/** A check that is a command, and passes when that exits with 0. */
export function commandStep(
  name: string,
  [command = "", ...commandArguments]: readonly string[],
  options: CommandOptions = {},
): CheckStep {
  return {
    name,
    run: async () => {
      const { code, output } = await runCommand(command, commandArguments, options);
      return { outcome: code === 0 ? "passed" : "failed", output };
    },
  };
}

/** A check that is a function, and passes unless that throws what is wrong. */
export function throwingStep(name: string, run: () => Promise<void>): CheckStep {
  return {
    name,
    run: async () => {
      try {
        await run();
        return { outcome: "passed", output: "" };
      } catch (error) {
        return {
          outcome: "failed",
          output: error instanceof Error ? error.message : String(error),
        };
      }
    },
  };
}

/** A check that cannot be made here. */
export function skippedStep(name: string, reason: string): CheckStep {
  return { name, run: () => Promise.resolve({ outcome: "skipped", output: reason }) };
}
