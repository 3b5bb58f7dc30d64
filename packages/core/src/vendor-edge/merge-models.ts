import { z } from "zod";
import { describeIssues } from "../errors/describe-issues.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import { type ModelData, modelInputs } from "../provider/model-data.js";

/**
 * What a team knows better of a provider's models, by their names: of a known model the fields that are to be replaced,
 * each as a whole; of another one everything.
 */
export type ModelChanges = Readonly<Record<string, Partial<ModelData>>>;

const day = z
  .string()
  .refine(
    (text) => z.iso.date().safeParse(text).success,
    "must be a day that exists, such as 2026-06-15",
  );

const price = z.number().min(0);

const prices = z.strictObject({
  input: price,
  output: price,
  cacheRead: price.exactOptional(),
  cacheWrite: price.exactOptional(),
  asOf: day.exactOptional(),
});

const modelSchema = z.strictObject({
  contextWindow: z.int().min(1),
  maxOutput: z.int().min(1),
  prices,
  settings: z.array(z.enum(["maxTokens", "temperature", "topP", "stopSequences"])),
  inputs: z.array(z.enum(modelInputs)).exactOptional(),
  tokenRatio: z.number().positive().exactOptional(),
  retiresAt: day.exactOptional(),
});

/**
 * A provider's models with what its settings change of them. What replaces `prices` replaces their day as well.
 *
 * @param factory names the provider in errors: `openai`.
 * @throws PromptrailError `config_invalid`, which names the model and each wrong field.
 */
export function mergeModels(
  factory: string,
  known: Readonly<Record<string, ModelData>>,
  changes: ModelChanges = {},
): Readonly<Record<string, ModelData>> {
  const changed = Object.entries(changes).map(([name, change]) => {
    const before = Object.hasOwn(known, name) ? known[name] : undefined;
    const merged = isObject(change) ? { ...before, ...change } : change;
    const parsed = modelSchema.safeParse(merged);
    if (parsed.success) return [name, parsed.data] as const;
    throw wrongModel({ factory, name, isKnown: before !== undefined }, parsed.error);
  });
  return { ...known, ...Object.fromEntries(changed) };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

interface NamedModel {
  readonly factory: string;
  readonly name: string;
  readonly isKnown: boolean;
}

function wrongModel(
  { factory, name, isKnown }: NamedModel,
  { issues }: z.ZodError,
): PromptrailError {
  const cure = isKnown
    ? "Give the fields that are to be replaced, prices as { input, output } in US dollars per million tokens."
    : "The provider does not know this model, so give all of contextWindow, maxOutput, prices as { input, output } in US dollars per million tokens, and settings.";
  return new PromptrailError(
    "config_invalid",
    `${factory}() has a model ${JSON.stringify(name)} in its \`models\` that cannot be used: ${describeIssues(issues)}. ${cure}`,
    { model: name },
  );
}
