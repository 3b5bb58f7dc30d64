import type { PromptrailConfig } from "@promptrail/core";
import type { EvaluatePorts } from "@promptrail/evals";
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
    isPriced: ({ content: { provider, model } }) =>
      providers.find(({ id }) => id === provider)?.models[model] !== undefined,
  };
}
