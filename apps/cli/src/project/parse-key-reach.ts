import { PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import type { Scope } from "@promptrail/core/lifecycle";
import { familyGlob, scopes } from "@promptrail/core/portable";

/**
 * `rollback,read`, or `all`.
 *
 * @throws PromptrailError `request_invalid`, which names those that there are.
 */
export function parseScopes(text: string | undefined): readonly Scope[] {
  const names = splitList(text ?? "");
  if (names.length === 0) {
    throw new PromptrailError(
      "request_invalid",
      `--scopes is missing: it sets what the key may do. Give some of ${scopes.join(", ")}, or all.`,
      { argument: "--scopes" },
    );
  }
  return names.includes("all") ? scopes : names.map(parseScope);
}

/** @throws PromptrailError `request_invalid` for what no family's name fits. */
export function parseFamilies(text: string): readonly string[] {
  const globs = splitList(text);
  const wrong = globs.find((glob) => !familyGlob.test(glob));
  if (globs.length > 0 && wrong === undefined) return globs;
  throw new PromptrailError(
    "request_invalid",
    `--families must be names of families, separated by commas, in which * matches any characters, not "${wrong ?? text}".`,
    { argument: "--families" },
  );
}

function parseScope(name: string): Scope {
  const scope = scopes.find((known) => known === name);
  if (scope !== undefined) return scope;
  throw new PromptrailError(
    "request_invalid",
    `There is no scope "${name}".${suggest(name, scopes)} The scopes are: ${scopes.join(", ")}.`,
    { argument: "--scopes" },
  );
}

function splitList(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
