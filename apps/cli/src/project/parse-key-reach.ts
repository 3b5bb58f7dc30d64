import { PromptrailError } from "@promptrail/core";
import type { Scope } from "@promptrail/core/lifecycle";
import { familyGlob, scopes, suggest } from "@promptrail/core/portable";

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
      `Say what the key may do: --scopes with some of ${scopes.join(", ")}, or all.`,
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
    `--families must be families' names with commas between them, where * stands for any letters, not "${wrong ?? text}".`,
    { argument: "--families" },
  );
}

function parseScope(name: string): Scope {
  const scope = scopes.find((known) => known === name);
  if (scope !== undefined) return scope;
  throw new PromptrailError(
    "request_invalid",
    `There is no scope "${name}".${suggest(name, scopes)} There are: ${scopes.join(", ")}.`,
    { argument: "--scopes" },
  );
}

function splitList(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
