import { describeIssues, PromptrailError, suggest } from "@promptrail/core";
import type { ServableVersion } from "../../catalog/servable-version.js";

/** A message is for a person: a context may hold thousands of names. */
const mostShown = 5;

/**
 * The context as the version's input schema reads it.
 * `known`: the variables that any version of the family takes; null where that cannot be told.
 *
 * @throws PromptrailError `context_invalid`, which names paths and never values.
 */
export async function validateContext(
  version: ServableVersion,
  context: unknown,
  known: ReadonlySet<string> | null,
): Promise<unknown> {
  if (typeof context !== "object" || context === null || Array.isArray(context)) {
    throw refused(version.key, "it must be an object of variables");
  }
  refuseUnknownVariables(version.key, Object.keys(context), known);
  if (version.input === null) return context;
  const result = await version.input["~standard"].validate(context);
  if (result.issues === undefined) return result.value;
  throw refused(version.key, describeIssues(result.issues));
}

function refuseUnknownVariables(
  key: string,
  given: readonly string[],
  known: ReadonlySet<string> | null,
): void {
  if (known === null) return;
  const unknown = given.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const names = [...known];
  const hints = unknown
    .slice(0, mostShown)
    .map((name) => `there is no variable "${name}".${suggest(name, names)}`);
  const more = unknown.length > mostShown ? ` And ${unknown.length - mostShown} more.` : "";
  throw refused(key, `${hints.join(" ")}${more} Known: ${names.join(", ") || "none"}`);
}

function refused(key: string, reason: string): PromptrailError {
  return new PromptrailError(
    "context_invalid",
    `The context does not fit ${key}: ${reason}. Nothing was sent.`,
    { prompt: key },
  );
}
