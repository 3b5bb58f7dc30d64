import type { JsonObject } from "../../json/json-value.js";
import { isJsonList } from "../../json/json-value.js";
import type { DescribedInput } from "../../prompt/describe-input.js";
import type { LookUpPath, SchemaPlace } from "../../template/look-up-path.js";
import { memberPath, pathsThrough } from "../../template/path-steps.js";
import type { TemplateVariable } from "../../template/template-variable.js";
import { typesOf } from "../../template/value-types.js";
import { type InputView, viewInput } from "./view-input.js";

/** What a version needs of its callers, as paths: `tone`, `product.name`, `items[].price`. */
export interface VersionNeeds {
  /** What its templates always read and what its schema requires, without what the schema itself fills in. */
  readonly required: ReadonlySet<string>;
  /** What its callers give for that: beside it, what the templates read of each item of a list. */
  readonly given: ReadonlySet<string>;
}

/**
 * What callers of a version must give.
 *
 * @param input The version's described input schema; null where it has none.
 * @param variables What its templates read.
 */
export function findVersionNeeds(
  input: DescribedInput | null,
  variables: readonly TemplateVariable[],
): VersionNeeds {
  const schema = input === null ? { given: null, made: null } : viewInput(input);
  const partsRead = (reads: readonly TemplateVariable[]) =>
    reads.flatMap(({ path }) => takeWhile(pathsThrough(path), (part) => !isFilledIn(part, schema)));
  const always = partsRead(variables.filter(({ use }) => use === "always"));
  const declared = schema.given === null ? [] : requiredBelow("", schema.given.lookUp, new Set());
  const required = new Set([...declared, ...always]);
  // A loop's body counts as a branch: a list may be empty.
  const ofItems = variables.filter(({ path, use }) => use === "branch" && path.includes("[]"));
  return { required, given: new Set([...required, ...partsRead(ofItems)]) };
}

/** True where callers need not give what a template reads there. */
function isFilledIn(path: string, { given, made }: InputView): boolean {
  const asked = given?.lookUp(path);
  if (asked === undefined || asked.kind === "open") return false;
  if (asked.kind === "place" && !asked.optional) return false;
  // What a function makes cannot be described: the schema is taken at its word that it makes it.
  if (made === null || asked.kind === "unknown") return true;
  const result = made.lookUp(path);
  return result.kind === "place" && !result.optional;
}

/** The members that a schema requires, and theirs, where what is around them is required. */
function requiredBelow(
  path: string,
  lookUp: LookUpPath,
  around: ReadonlySet<JsonObject>,
): readonly string[] {
  const place = lookUp(path);
  // A schema that holds itself would go on for ever.
  if (place.kind !== "place" || place.arms.some((arm) => around.has(arm))) return [];
  const seen = new Set([...around, ...place.arms]);
  const members = requiredNames(place).map((name) => memberPath(path, name));
  const items = place.arms.length > 0 && place.arms.every(isList) ? [`${path}[]`] : [];
  return [
    ...members.flatMap((member) => [member, ...requiredBelow(member, lookUp, seen)]),
    ...items.flatMap((item) => requiredBelow(item, lookUp, seen)),
  ];
}

function requiredNames({ arms, mixed }: SchemaPlace): readonly string[] {
  const [first = [], ...others] = arms.map((arm) =>
    isJsonList(arm["required"]) ? arm["required"].filter((name) => typeof name === "string") : [],
  );
  return mixed ? [] : first.filter((name) => others.every((names) => names.includes(name)));
}

function isList(arm: JsonObject): boolean {
  return typesOf(arm).includes("list");
}

function takeWhile(parts: readonly string[], holds: (part: string) => boolean): readonly string[] {
  const end = parts.findIndex((part) => !holds(part));
  return end === -1 ? parts : parts.slice(0, end);
}
