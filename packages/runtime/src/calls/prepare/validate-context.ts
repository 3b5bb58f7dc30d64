import { PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import { cutText, describeIssues, listSome } from "@promptrail/core/portable";
import type { ServableVersion } from "../../catalog/servable-version.js";
import type { FamilyVariables, UnknownVariables } from "./family-variables.js";
import { takeVariables } from "./family-variables.js";

/** A message is for a person: a context may hold thousands of names. */
const mostShown = 5;

/**
 * The context as the version's input schema reads it: of what the caller gives, the variables that the
 * version takes. Refused are those that no version of the family takes.
 *
 * @throws PromptrailError `context_invalid`, which names paths and never values.
 */
export async function validateContext(
  version: ServableVersion,
  context: unknown,
  variables: FamilyVariables,
): Promise<unknown> {
  if (typeof context !== "object" || context === null || Array.isArray(context)) {
    throw refused(version.key, "it must be an object of variables");
  }
  const looking = variables.findUnknown(version, Object.keys(context));
  const unknown = looking === null ? null : await looking;
  if (unknown !== null) throw unknownVariables(version.key, unknown);
  const handed = takeVariables(version, context);
  if (version.input === null) return handed;
  const result = await version.input["~standard"].validate(handed);
  if (result.issues === undefined) return result.value;
  throw refused(version.key, describeIssues(result.issues));
}

function unknownVariables(key: string, { names, known }: UnknownVariables): PromptrailError {
  const hints = names
    .slice(0, mostShown)
    .map((name) => `there is no variable "${cutText(name)}".${suggest(name, [...known])}`);
  const more = names.length > mostShown ? ` And ${names.length - mostShown} more.` : "";
  return refused(key, `${hints.join(" ")}${more} Known variables: ${listSome(known) || "none"}`);
}

function refused(key: string, reason: string): PromptrailError {
  return new PromptrailError(
    "context_invalid",
    `The context does not fit ${key}: ${reason}. Nothing was sent.`,
    { prompt: key },
  );
}
