import type { PromptrailConfig } from "@promptrail/core";
import { onTestFinished } from "vitest";
import { createPromptrail, type Promptrail, type PromptrailSettings } from "../../src/index.js";
import { project, type prompts } from "../prompts.js";

export interface StartedRuntime {
  readonly promptrail: Promptrail;
  readonly problems: readonly unknown[];
  /** Milliseconds that its creation took. */
  readonly tookMs: number;
}

/** A process of the test's project, closed when the test ends. */
export async function startRuntime(
  changes: Partial<PromptrailConfig<typeof prompts>> | Partial<PromptrailConfig>,
  settings: PromptrailSettings = {},
): Promise<StartedRuntime> {
  const problems: unknown[] = [];
  const startedAt = performance.now();
  const promptrail = await createPromptrail(
    { ...project(), environment: "production", ...changes },
    { onProblem: (error) => problems.push(error), ...settings },
  );
  onTestFinished(() => promptrail.close());
  return { promptrail, problems, tookMs: performance.now() - startedAt };
}

export function activeOf({ promptrail }: StartedRuntime, family = "greeting"): number {
  return promptrail.resolve(family).version.version;
}
