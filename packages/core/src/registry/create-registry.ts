import { cutText, listSome } from "../errors/list-some.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import { suggest } from "../errors/suggest.js";
import type { PromptVersion } from "../prompt/prompt-version.js";
import { findDeclarationProblems, type RegistrySettings } from "./find-declaration-problems.js";
import type { Registry } from "./registry.js";

/**
 * Checks prompts against each other and makes them findable.
 *
 * @throws PromptrailError the first problem: `version_conflict`, `missing_changelog`,
 * `several_active_versions`, `no_active_version`, `duplicate_name`, `unknown_provider`. Each names its prompts.
 */
export function createRegistry(
  prompts: readonly PromptVersion[],
  settings: RegistrySettings = {},
): Registry {
  const [problem] = findDeclarationProblems(prompts, settings);
  if (problem !== undefined) throw problem;
  const byFamily = groupByFamily(prompts);
  const families = Object.freeze([...byFamily.keys()]);
  const versionsOf = (family: string) => {
    const versions = byFamily.get(family);
    if (versions === undefined) throw unknownFamily(family, families);
    return versions;
  };
  return {
    families,
    versionsOf,
    has: (family, version) =>
      byFamily.get(family)?.some((known) => known.version === version) ?? false,
    find: (family, version) => findVersion(versionsOf(family), version),
    declaredActive: (family) => findDeclaredActive(versionsOf(family)),
  };
}

function groupByFamily(
  prompts: readonly PromptVersion[],
): ReadonlyMap<string, readonly PromptVersion[]> {
  const byFamily = new Map<string, PromptVersion[]>();
  for (const prompt of prompts) {
    const versions = byFamily.get(prompt.family);
    if (versions === undefined) byFamily.set(prompt.family, [prompt]);
    else versions.push(prompt);
  }
  for (const versions of byFamily.values())
    versions.sort((left, right) => left.version - right.version);
  return byFamily;
}

function findVersion(versions: readonly PromptVersion[], version: number): PromptVersion {
  const found = versions.find((known) => known.version === version);
  if (found !== undefined) return found;
  const family = versions[0]?.family ?? "";
  const known = versions.map(({ version: number }) => number);
  throw new PromptrailError(
    "unknown_version",
    `Family "${family}" has no version ${version}. It has: ${listSome(known)}.`,
    { family, version, known },
  );
}

function findDeclaredActive(versions: readonly PromptVersion[]): PromptVersion {
  const active = versions.find(({ status }) => status === "active");
  if (active === undefined) throw new TypeError("A checked family has an active version.");
  return active;
}

function unknownFamily(family: string, known: readonly string[]): PromptrailError {
  return new PromptrailError(
    "unknown_family",
    `There is no prompt family "${cutText(family)}".${suggest(family, known)} Known: ${listSome(known) || "none"}.`,
    { family, known: [...known] },
  );
}
