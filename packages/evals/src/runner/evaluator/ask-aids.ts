import { type Eval, PromptrailError } from "@promptrail/core";
import type { EvalAids, EvalAsks, UsedEmbedding, UsedPrompt } from "./eval-aids.js";

interface AskSettings {
  readonly check: Pick<Eval, "name" | "uses">;
  /** Undefined where nothing runs a prompt or embeds. */
  readonly aids: EvalAids | undefined;
  /** Fires where the eval is over: what it asked for is cut. */
  readonly signal: AbortSignal;
}

/** What one eval may ask: what its definition names, and nothing else. */
export function askAids({ check, aids, signal }: AskSettings): EvalAsks {
  return {
    run: async (family, context) => {
      const prompt = requirePrompt(check, family);
      if (aids === undefined) throw nothingHere(check, `run ${prompt.key}`);
      signal.throwIfAborted();
      return aids.run(prompt, context, signal);
    },
    embed: async (texts) => {
      const embedding = requireEmbedding(check);
      requireTexts(check, texts);
      if (aids === undefined) throw nothingHere(check, `embed with ${embedding.model}`);
      if (texts.length === 0) return [];
      signal.throwIfAborted();
      return (await aids.embed(embedding, texts, signal)).vectors;
    },
  };
}

function requirePrompt({ name, uses }: AskSettings["check"], family: string): UsedPrompt {
  const found = uses?.prompts.find((each) => each.family === family);
  if (found !== undefined) return found;
  throw new PromptrailError(
    "request_invalid",
    `Eval "${name}" runs the family "${family}", of which its defineEval names no version. Add the version to its \`runs\`, so that the suite hash covers it.`,
    { eval: name, family },
  );
}

function requireEmbedding({ name, uses }: AskSettings["check"]): UsedEmbedding {
  if (uses?.embedding != null) return uses.embedding;
  throw new PromptrailError(
    "request_invalid",
    `Eval "${name}" embeds, and its defineEval names no model. Set \`embeds: { provider, model }\`, so that the suite hash covers it.`,
    { eval: name },
  );
}

/** An eval is the user's code, and may come without types. */
function requireTexts({ name }: AskSettings["check"], texts: readonly unknown[]): void {
  if (Array.isArray(texts) && texts.every((text) => typeof text === "string")) return;
  throw new PromptrailError(
    "request_invalid",
    `Eval "${name}" embeds what is not a list of texts. Give embed an array of strings.`,
    { eval: name },
  );
}

function nothingHere({ name }: AskSettings["check"], wanted: string): PromptrailError {
  return new PromptrailError(
    "not_supported",
    `Eval "${name}" wants to ${wanted}, and nothing here can: this run was given no \`aids\`. \`promptrail eval\` and \`promptrail compare --from dataset\` have them; elsewhere pass \`aids\` to the run.`,
    { eval: name },
  );
}
