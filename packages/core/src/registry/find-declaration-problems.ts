import { PromptrailError } from "../errors/promptrail-error.js";
import { suggest } from "../errors/suggest.js";
import type { PromptVersion } from "../prompt/prompt-version.js";

/** What the prompts are checked against, beside each other. */
export interface RegistrySettings {
  /** The ids of the providers that there are. */
  readonly providers?: readonly string[];
}

/** Everything that is wrong with a list of prompts; empty where nothing is. */
export function findDeclarationProblems(
  prompts: readonly PromptVersion[],
  { providers }: RegistrySettings,
): readonly PromptrailError[] {
  return [
    ...findVersionConflicts(prompts),
    ...findMissingChangelogs(prompts),
    ...findActiveProblems(prompts),
    ...findCodeConflicts(prompts),
    ...(providers === undefined
      ? []
      : prompts.flatMap((prompt) => findUnknownProviders(prompt, providers))),
  ];
}

function findVersionConflicts(prompts: readonly PromptVersion[]): readonly PromptrailError[] {
  const seen = new Set<string>();
  return prompts
    .filter(({ key }) => seen.has(key) || !seen.add(key))
    .map(
      ({ key }) =>
        new PromptrailError(
          "version_conflict",
          `${key} is registered twice. Give one of the two another version number, or register it only once.`,
          { prompt: key },
        ),
    );
}

function findMissingChangelogs(prompts: readonly PromptVersion[]): readonly PromptrailError[] {
  return prompts
    .filter(({ version, changelog }) => version > 1 && changelog === null)
    .map(
      ({ key }) =>
        new PromptrailError(
          "missing_changelog",
          `${key} has no changelog. From version 2 on, a version must have a reason for its existence: add changelog: "…".`,
          { prompt: key },
        ),
    );
}

function findActiveProblems(prompts: readonly PromptVersion[]): readonly PromptrailError[] {
  const families = Map.groupBy(prompts, ({ family }) => family);
  return [...families].flatMap(([family, versions]) => {
    const active = [
      ...new Set(versions.filter(({ status }) => status === "active").map(({ key }) => key)),
    ];
    if (active.length === 1) return [];
    return [active.length === 0 ? noActive(family, versions) : severalActive(family, active)];
  });
}

function severalActive(family: string, active: readonly string[]): PromptrailError {
  return new PromptrailError(
    "several_active_versions",
    `Family "${family}" declares ${active.length} active versions: ${active.join(", ")}. Keep one; give the others the status "deprecated".`,
    { family, prompts: [...active] },
  );
}

function noActive(family: string, versions: readonly PromptVersion[]): PromptrailError {
  const declared = versions.map(({ key, status }) => `${key} (${status})`).join(", ");
  return new PromptrailError(
    "no_active_version",
    `Family "${family}" declares no active version. It has: ${declared}. Give one of them the status "active".`,
    { family, prompts: versions.map(({ key }) => key) },
  );
}

/** One name and version of an own filter or function means one piece of code. */
function findCodeConflicts(prompts: readonly PromptVersion[]): readonly PromptrailError[] {
  const seen = new Map<string, unknown>();
  return prompts.flatMap(({ key, filters, functions }) =>
    [
      ...filters.map((own) => ({ what: "filter" as const, own, code: own.apply })),
      ...functions.map((own) => ({ what: "function" as const, own, code: own.call })),
    ].flatMap(({ what, own: { name, version }, code }) => {
      const place = `${what} ${name}@${version}`;
      const first = seen.get(place) ?? code;
      seen.set(place, first);
      if (first === code) return [];
      const title = what === "filter" ? "Filter" : "Function";
      return new PromptrailError(
        "duplicate_name",
        `${title} "${name}" version ${version} is defined twice, with different code (${key}). Share one, or give the other a higher version.`,
        { [what]: name, prompt: key },
      );
    }),
  );
}

function findUnknownProviders(
  { key, content }: PromptVersion,
  known: readonly string[],
): readonly PromptrailError[] {
  const named = new Set([content.provider, ...content.fallbacks.map(({ provider }) => provider)]);
  return [...named]
    .filter((provider) => !known.includes(provider))
    .map(
      (provider) =>
        new PromptrailError(
          "unknown_provider",
          `${key} names the provider "${provider}", which is not in the config.${suggest(provider, known)} Known providers: ${known.join(", ") || "none"}.`,
          { prompt: key, provider, known: [...known] },
        ),
    );
}
