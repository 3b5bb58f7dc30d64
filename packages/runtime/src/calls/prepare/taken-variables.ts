import { isPromptrailError } from "@promptrail/core";
import { findTakenNames } from "@promptrail/core/lifecycle";
import type { ServableVersion } from "../../catalog/servable-version.js";

const known = new WeakMap<ServableVersion, ReadonlySet<string> | null>();

/** The top-level variables that a version takes; null where its schema takes any name, or nobody can tell. */
export function takenVariables(version: ServableVersion): ReadonlySet<string> | null {
  const found = known.get(version);
  if (found !== undefined) return found;
  const taken = find(version);
  known.set(version, taken);
  return taken;
}

/** The part of a context that a version takes: an older one may refuse what only newer ones know. */
export function takeVariables(version: ServableVersion, context: object): object {
  const taken = takenVariables(version);
  const given = Object.entries(context);
  if (taken === null || given.every(([name]) => taken.has(name))) return context;
  return Object.fromEntries(given.filter(([name]) => taken.has(name)));
}

function find(version: ServableVersion): ReadonlySet<string> | null {
  try {
    const variables = version.messages().flatMap(({ template }) => template.variables);
    return findTakenNames(version.describeInput(), variables);
  } catch (error) {
    // A template that does not compile is told when it is rendered; another version's is not this call's.
    if (isPromptrailError(error)) return null;
    throw error;
  }
}
