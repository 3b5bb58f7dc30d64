import type { JsonObject } from "../../json/json-value.js";
import type { DescribedInput } from "../../prompt/describe-input.js";
import { createPathLookup, type LookUpPath } from "../../template/look-up-path.js";
import { createArmsReader, type ReadArms } from "../../template/schema-arms.js";

/** A JSON Schema, and ways to look into it. */
export interface SchemaView {
  readonly root: JsonObject;
  readonly readArms: ReadArms;
  readonly lookUp: LookUpPath;
}

export interface InputView {
  readonly given: SchemaView | null;
  readonly made: SchemaView | null;
}

const known = new WeakMap<DescribedInput, InputView>();

export function viewInput(described: DescribedInput): InputView {
  const found = known.get(described) ?? {
    given: toView(described.given),
    made: toView(described.made),
  };
  known.set(described, found);
  return found;
}

function toView(root: JsonObject | null): SchemaView | null {
  if (root === null) return null;
  const readArms = createArmsReader(root);
  return { root, readArms, lookUp: createPathLookup(root, readArms) };
}
