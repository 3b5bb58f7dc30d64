import type { CheckStep, StepResult } from "./check-step.ts";
import type { OutcomeCounts } from "./outcome-counts.ts";

const marks = { passed: "✓", failed: "✗", skipped: "–" } as const;

/**
 * Runs steps, `width` of them side by side, and prints a line for each that ended, with the output of
 * those that did not pass. A step that throws has failed.
 */
export async function runSteps(
  steps: readonly CheckStep[],
  print: (line: string) => void,
  width = 1,
): Promise<OutcomeCounts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const waiting = steps.values();
  const runWaiting = async (): Promise<void> => {
    // One iterator for all: each takes the next that nobody has taken.
    for (const step of waiting) counts[await runStep(step, print)] += 1;
  };
  await Promise.all(Array.from({ length: width }, runWaiting));
  return counts;
}

async function runStep(
  { name, run }: CheckStep,
  print: (line: string) => void,
): Promise<StepResult["outcome"]> {
  const start = performance.now();
  const { outcome, output } = await run().catch((error: unknown) => ({
    outcome: "failed" as const,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(`${marks[outcome]} ${name} (${seconds} s)`);
  if (outcome !== "passed") print(output.trimEnd());
  return outcome;
}
