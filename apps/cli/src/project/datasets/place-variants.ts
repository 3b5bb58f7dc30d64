import type { Case, InputSchema } from "@promptrail/core";
import { parseJson } from "@promptrail/core/portable";
import { digestTold } from "@promptrail/evals/datasets";

/** What becomes of generated variants in a file that has cases. */
export interface PlacedVariants {
  readonly fresh: readonly Case[];
  /** In the place of a case of the same id that was read wrongly when it was written. */
  readonly replacing: readonly Case[];
  /** Of which the file has a case that tells a model the same. */
  readonly already: readonly Case[];
  /** Of which the file has a case of the same id that tells a model something else: that one stays. */
  readonly changed: readonly Case[];
}

/**
 * Which variants a file lacks, by what they tell a model. A case of a variant's id is replaced where nobody worked on it, and it has
 * the texts of JSON values instead of them, or does not fit the schema: it was written by what did not know the columns.
 */
export async function placeVariants(
  variants: readonly Case[],
  { there, schema }: { readonly there: readonly Case[]; readonly schema: InputSchema | null },
): Promise<PlacedVariants> {
  const byId = new Map(there.map((each) => [each.id, each]));
  const told = new Set(there.map(digestTold));
  const placed = { fresh: [], replacing: [], already: [], changed: [] } as {
    [Kind in keyof PlacedVariants]: Case[];
  };
  for (const variant of variants) {
    const own = byId.get(variant.id);
    if (own === undefined)
      placed[told.has(digestTold(variant)) ? "already" : "fresh"].push(variant);
    else if (digestTold(own) === digestTold(variant)) placed.already.push(variant);
    else placed[(await wasMisread(own, variant, schema)) ? "replacing" : "changed"].push(variant);
  }
  return placed;
}

async function wasMisread(own: Case, variant: Case, schema: InputSchema | null): Promise<boolean> {
  const isUntouched =
    isSameButText(own.groundTruth, variant.groundTruth) && isSameButText(own.tags, variant.tags);
  if (!isUntouched) return false;
  if (isSameButText(own.context, variant.context)) return true;
  if (schema === null) return false;
  return (await schema["~standard"].validate(own.context)).issues !== undefined;
}

/** Whether one is the other, but for texts that are the JSON of the other's values. */
function isSameButText(one: unknown, other: unknown): boolean {
  if (typeof one === "string" && typeof other !== "string") {
    const value = parseJson(one);
    return value !== undefined && isSameButText(value, other);
  }
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) {
    return one === other;
  }
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) =>
    isSameButText(Reflect.get(one, name), Reflect.get(other, name)),
  );
}
