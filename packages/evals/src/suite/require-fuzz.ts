import { type Eval, PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import type { FuzzSettings } from "../relations/relation.js";

/** Throws `invalid_definition` for an eval that the suite does not have, `duplicate_name` for two relations of one name. */
export function requireFuzz(
  family: string,
  evals: readonly Eval[],
  { relations = [], evals: named }: FuzzSettings,
): void {
  const names = relations.map(({ name }) => name);
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) {
    throw new PromptrailError(
      "duplicate_name",
      `The suite of family "${family}" has two relations named "${repeated}". Give each relation a unique name.`,
      { family, relation: repeated },
    );
  }
  if (named === undefined) return;
  const known = evals.map(({ name }) => name);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown === undefined && named.length > 0) return;
  throw new PromptrailError(
    "invalid_definition",
    unknown === undefined
      ? `The suite of family "${family}" has fuzz settings with an empty list of evals. Name at least one, or leave the list out: then all of them are compared.`
      : `The suite of family "${family}" has fuzz settings with the eval "${unknown}", which it does not have.${suggest(unknown, known)} It has: ${known.join(", ")}.`,
    { family },
  );
}
