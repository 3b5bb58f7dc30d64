import type { FindingSeverity } from "@promptrail/check";
import type { InputSchema, PromptrailConfig, PromptVersion } from "@promptrail/core";
import { describeInput, findLockedFamily, findTakenNames } from "@promptrail/core/lifecycle";
import type { BaseLock } from "../../lock/read-base-lock.js";

/** An input schema that a suite's cases have to fit, with the versions that have it. */
export interface EvaluatedSchema {
  readonly schema: InputSchema;
  /** `note_v1`, in ascending order. */
  readonly keys: readonly string[];
  /** An error where an eval would run one of the versions now, else a warning. */
  readonly severity: FindingSeverity;
  /** The top-level variables that the versions take; null where they take any. */
  readonly taken: ReadonlySet<string> | null;
}

/**
 * The input schemas of a family's versions that an eval would run: the active ones, those that the base lacks, and those that may
 * become active. A version without a schema takes what its templates read, and is held against nothing.
 */
export function listEvaluated(
  { prompts }: Pick<PromptrailConfig, "prompts">,
  family: string,
  base: BaseLock | null,
): readonly EvaluatedSchema[] {
  const versions = prompts
    .filter((prompt) => prompt.family === family && prompt.input !== null)
    .filter(({ status }) => status === "active" || status === "shadow" || status === "draft")
    .toSorted((one, other) => one.version - other.version);
  const bySchema = Map.groupBy(versions, ({ input }) => input);
  return [...bySchema].flatMap(([schema, own]): readonly EvaluatedSchema[] => {
    if (schema === null) return [];
    const isNow = own.some((version) => version.status === "active" || isNew(version, base));
    const keys = own.map(({ key }) => key);
    const severity = isNow ? "error" : "warning";
    return [{ schema, keys, severity, taken: takenBy(schema) }];
  });
}

function isNew({ family, version }: PromptVersion, base: BaseLock | null): boolean {
  if (!base?.lock) return false;
  return findLockedFamily(base.lock, family)?.versions[version] === undefined;
}

/** The variables that some version of a family takes; null where one takes any name, or has no schema. */
export function listKnownVariables(
  { prompts }: Pick<PromptrailConfig, "prompts">,
  family: string,
): ReadonlySet<string> | null {
  const taken = prompts
    .filter((prompt) => prompt.family === family)
    .map(({ input }) => (input === null ? null : takenBy(input)));
  const sure = taken.filter((names) => names !== null);
  return sure.length < taken.length ? null : new Set(sure.flatMap((names) => [...names]));
}

function takenBy(schema: InputSchema): ReadonlySet<string> | null {
  return findTakenNames(describeInput(schema), []);
}
