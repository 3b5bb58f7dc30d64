import {
  type LookUpPath,
  pathsThrough,
  type TemplateRead,
  type TemplateVariable,
} from "@promptrail/core/lifecycle";
import { describeUnknown } from "./describe-unknown.js";
import { findOddReads } from "./find-odd-reads.js";
import { byPosition, type TemplateFinding, type TemplatePlace } from "./template-finding.js";

/** What one template reads that the schema does not have, may lack, or gives as something else. */
export function compareWithSchema(
  place: TemplatePlace,
  variables: readonly TemplateVariable[],
  lookUp: LookUpPath,
): readonly TemplateFinding[] {
  const unknown = findUnknown(place, variables, lookUp);
  const optional = findUnguarded(place, variables, lookUp);
  const odd = findOddReads(place, variables, lookUp);
  return [...unknown, ...optional, ...odd];
}

/** `a.b.c` says nothing new where `a.b` is missing. */
function findUnknown(
  place: TemplatePlace,
  variables: readonly TemplateVariable[],
  lookUp: LookUpPath,
): readonly TemplateFinding[] {
  const found = new Map<string, TemplateFinding>();
  for (const { path, reads } of variables) {
    const missing = lookUp(path);
    if (missing.kind !== "unknown") continue;
    const finding: TemplateFinding = {
      severity: "error",
      code: "unknown_variable",
      ...place,
      kind: "undefined",
      path: missing.path,
      reason: describeUnknown(missing, lookUp),
      ...positionOf(reads[0]),
    };
    const known = found.get(missing.path);
    if (known === undefined || byPosition(finding, known) < 0) found.set(missing.path, finding);
  }
  return [...found.values()];
}

/** Each part of a path is guarded by itself: `a is defined` is no guard for `a.b`. */
function findUnguarded(
  place: TemplatePlace,
  variables: readonly TemplateVariable[],
  lookUp: LookUpPath,
): readonly TemplateFinding[] {
  return [...readsOfParts(variables)].flatMap(([path, reads]) => {
    const found = lookUp(path);
    const read = reads.find(({ use }) => use !== "optional");
    if (found.kind !== "place" || !found.optional || read === undefined) return [];
    return {
      severity: "error",
      code: "unguarded_optional",
      ...place,
      kind: "undefined",
      path,
      reason: `'${path}' is optional in the input schema but read without a guard. Guard it with \`is defined\` or \`default(…)\`, or make it required`,
      ...positionOf(read),
    };
  });
}

/** A part that a template only goes through, as `map(attribute="a.b")` does, is read where the whole is. */
function readsOfParts(
  variables: readonly TemplateVariable[],
): ReadonlyMap<string, readonly TemplateRead[]> {
  const readsOf = new Map(variables.map(({ path, reads }) => [path, reads]));
  for (const { path, reads } of variables) {
    for (const part of pathsThrough(path)) if (!readsOf.has(part)) readsOf.set(part, reads);
  }
  return readsOf;
}

function positionOf(
  read: TemplateRead | undefined,
): Pick<TemplateFinding, "line" | "column" | "partial"> {
  return { line: read?.line, column: read?.column, partial: read?.partial };
}
