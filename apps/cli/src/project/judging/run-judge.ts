import { PromptrailError } from "@promptrail/core";
import type { RunJudge } from "@promptrail/evals";
import type { FindRunnable } from "../running/with-runnable.js";

/** Asks judging prompts through the runtime, in the lane of evals: without fallbacks, and sent again where a vendor is busy. */
export function createRunJudge(find: FindRunnable): RunJudge {
  return async ({ family, version, key, contentHash }, context, signal) => {
    const { promptrail } = await find(family);
    const known = promptrail.resolve(family, version).version;
    if (known.contentHash !== contentHash) {
      throw new PromptrailError(
        "request_invalid",
        `The rubric ${key} is registered with other content than the code has, so it was not asked. Give the changed rubric a new version, and run \`promptrail deploy\`.`,
        { family, version },
      );
    }
    return promptrail.evaluate(family, version, context, { signal });
  };
}
