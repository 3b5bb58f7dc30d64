import type { CheckStep } from "./check-step.ts";
import type { OutcomeCounts } from "./outcome-counts.ts";

const marks = { passed: "✓", failed: "✗", skipped: "–" } as const;

/**
 * Runs steps one after the other and prints a line for each, with the output of those that did not
 * pass. A step that throws has failed.
 */
export async function runSteps(
  steps: readonly CheckStep[],
  print: (line: string) => void,
): Promise<OutcomeCounts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, run } of steps) {
    const start = performance.now();
    const { outcome, output } = await run().catch((error: unknown) => ({
      outcome: "failed" as const,
      output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    print(`${marks[outcome]} ${name} (${seconds} s)`);
    if (outcome !== "passed") print(output.trimEnd());
    counts[outcome] += 1;
  }
  return counts;
}
