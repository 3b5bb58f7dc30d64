import { isPromptrailError, type JsonObject, PromptrailError } from "@promptrail/core";
import type { RunAnswer, RunJudge, UsedPrompt } from "@promptrail/evals/run";
import type { FindRunnable } from "../running/with-runnable.js";

type RunOther = (
  prompt: UsedPrompt,
  context: JsonObject,
  signal: AbortSignal,
) => Promise<RunAnswer>;

/** Asks judging prompts through the runtime, in the lane of evals: without fallbacks, and sent again where a vendor is busy. */
export function createRunJudge(find: FindRunnable): RunJudge {
  return createRunOther(find, "rubric");
}

/** What a verdict costs at most, in US dollars; null where nobody knows, as of a rubric that the config does not have. */
export function createEstimateVerdict(find: FindRunnable) {
  return async ({ family, version }: UsedPrompt, context: JsonObject): Promise<number | null> => {
    try {
      const { promptrail } = await find(family);
      return await promptrail.estimateCost(family, version, context);
    } catch (error) {
      if (isPromptrailError(error)) return null;
      throw error;
    }
  };
}

/** As `createRunJudge` for any prompt that the code names, whatever version is active. */
export function createRunOther(find: FindRunnable, what: "rubric" | "prompt"): RunOther {
  return async ({ family, version, key, contentHash }, context, signal) => {
    const { promptrail } = await find(family);
    const known = promptrail.resolve(family, version).version;
    if (known.contentHash !== contentHash) {
      throw new PromptrailError(
        "request_invalid",
        `The ${what} ${key} is registered with other content than the code has, so it was not asked. Give the changed ${what} a new version, and run \`promptrail deploy\`.`,
        { family, version },
      );
    }
    return promptrail.evaluate(family, version, context, { signal });
  };
}
