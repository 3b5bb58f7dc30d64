import { type Case, isPromptrailError, type PromptrailConfig } from "@promptrail/core";
import type { EvaluatePorts } from "@promptrail/evals/run";
import type { Promptrail, ServableVersion } from "@promptrail/runtime";

/** What runs a suite on a project's versions, but for where evidence goes. */
export function toEvaluatePorts(
  promptrail: Promptrail,
  { providers }: PromptrailConfig,
): Omit<EvaluatePorts<ServableVersion>, "evidence"> {
  return {
    suites: promptrail.suites,
    resolve: (family, version) => promptrail.resolve(family, version).version,
    run: ({ family, version }, testCase, { signal }) => {
      const { context, turns, earlierTurns } = testCase;
      const options = { signal, ofCase: testCase, turns, earlierTurns };
      return promptrail.evaluate(family, version, context, options);
    },
    mostCostOf: (version, testCase) => estimateAnswer(promptrail, version, testCase),
    isPriced: ({ content: { provider, model } }) =>
      providers.find(({ id }) => id === provider)?.models[model] !== undefined,
  };
}

/** 0 where the call would be refused before it is sent: its case says why. */
async function estimateAnswer(
  promptrail: Promptrail,
  { family, version }: ServableVersion,
  { context, turns, earlierTurns }: Case,
): Promise<number | null> {
  try {
    return await promptrail.estimateCost(family, version, context, { turns, earlierTurns });
  } catch (error) {
    if (isPromptrailError(error)) return 0;
    throw error;
  }
}
