import { type PromptrailConfig, PromptrailError } from "@promptrail/core";
import type { EvalAids } from "@promptrail/evals/run";
import { createRunOther } from "../judging/run-judge.js";
import type { FindRunnable } from "../running/with-runnable.js";

/** An eval's own deadline, an hour at most, comes before it. */
const longestMs = 3_600_000;
const perMillion = 1_000_000;

/** What evals may ask: the project's other prompts through the runtime, and the embedding providers of its config. */
export function createEvalAids(
  find: FindRunnable,
  { embeddings = [] }: Pick<PromptrailConfig, "embeddings">,
): EvalAids {
  const known = embeddings.map(({ id }) => id);
  return {
    run: createRunOther(find, "prompt"),
    embed: async ({ provider: id, model }, texts, signal) => {
      const provider = embeddings.find((each) => each.id === id);
      if (provider === undefined) throw unknownProvider(id, known);
      const deadline = Date.now() + longestMs;
      const call = { signal, deadline, lane: "eval" } as const;
      const { vectors, usage } = await provider.embed({ model, texts }, call);
      const price = provider.models[model]?.price;
      const cost =
        price === undefined || usage.input === null ? null : (usage.input * price) / perMillion;
      return { vectors, cost };
    },
  };
}

function unknownProvider(id: string, known: readonly string[]): PromptrailError {
  const has = known.length === 0 ? "It has none." : `It has: ${known.join(", ")}.`;
  return new PromptrailError(
    "config_invalid",
    `The config has no embedding provider "${id}". ${has} Add it to \`embeddings\`, such as openaiEmbeddings().`,
    { provider: id },
  );
}
