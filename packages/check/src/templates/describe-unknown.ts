import { suggest } from "@promptrail/core/errors";
import { type LookUpPath, type PathLookup, splitPath } from "@promptrail/core/lifecycle";

/** Why a path is unknown to the schema, and what to do. */
export function describeUnknown(
  { path, missing, known }: Extract<PathLookup, { kind: "unknown" }>,
  lookUp: LookUpPath,
): string {
  const parent = splitPath(path)?.parent ?? "";
  const around = lookUp(parent);
  if (around.kind === "place" && around.oddity === "keys") {
    const object = splitPath(parent)?.parent ?? "";
    return `'${path}' does not exist: a loop over '${object}' takes its keys, which are text. Loop over \`${object}.values()\`, or over \`key, value in ${object}.items()\``;
  }
  return `'${path}' is not in the input schema.${suggest(missing, known)} Add it to the schema, or correct the template`;
}
