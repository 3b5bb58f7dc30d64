import { type PromptrailConfig, PromptrailError, type Suite } from "@promptrail/core";
import { type Finding, toFinding } from "../findings/finding.js";

type FamilyConfig = Pick<PromptrailConfig, "prompts" | "suites" | "families">;

/** Families that suites and settings name and no prompt declares, and families that nothing can judge. */
export function findFamilyFindings(config: FamilyConfig): readonly Finding[] {
  return [...findUndeclared(config).map(toFinding), ...findUngated(config)];
}

function findUndeclared({
  prompts,
  suites = [],
  families = {},
}: FamilyConfig): readonly PromptrailError[] {
  const known = new Set<string>(prompts.map(({ family }) => family));
  const named = [...suites.map(({ family }) => family), ...Object.keys(families)];
  return named
    .filter((family) => !known.has(family))
    .map(
      (family) =>
        new PromptrailError(
          "unknown_family",
          `The config names the family "${family}" in suites or families, but no prompt declares it. Known families: ${[...known].join(", ")}.`,
          { family },
        ),
    );
}

function findUngated({
  prompts,
  suites = [],
  families: settings = {},
}: FamilyConfig): readonly Finding[] {
  const families = new Set(prompts.map(({ family }) => family));
  // A rubric's worth is shown by its judge's card, and a suite asks the version that it names, whatever is live.
  const gated = new Set([...suites.map(({ family }) => family), ...suites.flatMap(findRubrics)]);
  return [...families]
    .filter((family) => !gated.has(family) && settings[family]?.gate !== "none")
    .map((family) => ({
      severity: "warning",
      code: "no_suite",
      message: `Family "${family}" has no suite: every promotion will need an override. Add a suite, or declare gate: "none" for it.`,
    }));
}

/** The families of the rubrics that a suite's judges ask, by their data: judges are made by another package. */
function findRubrics({ evals }: Suite): readonly string[] {
  return evals.flatMap((check) => {
    const family = ["judge", "rubric", "prompt", "family"].reduce<unknown>(readField, check);
    return typeof family === "string" ? [family] : [];
  });
}

function readField(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
