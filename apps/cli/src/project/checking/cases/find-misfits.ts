import type { Finding } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError, type PromptrailConfig, type Suite } from "@promptrail/core";
import { type PlacedCase, readPlacedCases } from "@promptrail/evals/datasets";
import type { BaseLock } from "../../lock/read-base-lock.js";
import { describeMore, findFault, toFinding } from "./case-fault.js";
import { type EvaluatedSchema, listEvaluated, listKnownVariables } from "./list-evaluated.js";

/** Of a suite and a schema: where a field is wrong in every case, a few say it. */
const mostShown = 5;
/** Of a suite: a check is run at each push, and an eval looks at all of them. */
const mostCases = 10_000;

/** What is wrong with the suites' cases, and what was not looked at. */
export interface Misfits {
  readonly findings: readonly Finding[];
  /** A sentence each. */
  readonly unchecked: readonly string[];
}

/** The cases whose context an eval would refuse, since it does not fit the input schema of a version that it would run. */
export async function findMisfits(
  { config, projectFolder }: Pick<LoadedConfig, "config" | "projectFolder">,
  base: BaseLock | null,
): Promise<Misfits> {
  const findings: Finding[] = [];
  const unchecked: string[] = [];
  for (const suite of config.suites ?? []) {
    const looked = await look(suite, { config, projectFolder, base });
    findings.push(...looked.findings);
    unchecked.push(...looked.unchecked);
  }
  return { findings, unchecked };
}

interface Ground {
  readonly config: PromptrailConfig;
  readonly projectFolder: string;
  readonly base: BaseLock | null;
}

async function look(suite: Suite, { config, projectFolder, base }: Ground): Promise<Misfits> {
  const { family } = suite;
  const schemas = listEvaluated(config, family, base);
  if (schemas.length === 0) return { findings: [], unchecked: [] };
  const known = listKnownVariables(config, family);
  const held = schemas.map((schema) => new HeldSchema(suite, schema, projectFolder));
  let isWhole = true;
  try {
    isWhole = await eachOfFirst(suite, async (placed) => {
      for (const each of held) await each.take(placed, known);
    });
  } catch (error) {
    // A dataset that cannot be read is a finding of its own.
    if (!isPromptrailError(error)) throw error;
  }
  const rest = `Of the suite of "${family}", the first ${mostCases} cases were held against the input schema.`;
  return {
    findings: held.flatMap((each) => each.toFindings()),
    unchecked: isWhole ? [] : [rest],
  };
}

/** False where there are more cases than are looked at. */
async function eachOfFirst(
  { dataset }: Suite,
  onCase: (placed: PlacedCase) => Promise<void>,
): Promise<boolean> {
  let read = 0;
  for await (const placed of readPlacedCases(dataset)) {
    if (read === mostCases) return false;
    read += 1;
    await onCase(placed);
  }
  return true;
}

/** A schema with what does not fit it. */
class HeldSchema {
  readonly #suite: Suite;
  readonly #schema: EvaluatedSchema;
  readonly #projectFolder: string;
  readonly #shown: Finding[] = [];
  #more = 0;

  constructor(suite: Suite, schema: EvaluatedSchema, projectFolder: string) {
    this.#suite = suite;
    this.#schema = schema;
    this.#projectFolder = projectFolder;
  }

  async take(placed: PlacedCase, known: ReadonlySet<string> | null): Promise<void> {
    const schema = this.#schema;
    const fault = await findFault(placed, schema, known);
    if (fault === null) return;
    const projectFolder = this.#projectFolder;
    if (this.#shown.length === mostShown) this.#more += 1;
    else this.#shown.push(toFinding(placed, { fault, schema, projectFolder }));
  }

  toFindings(): readonly Finding[] {
    if (this.#more === 0) return this.#shown;
    return [...this.#shown, describeMore(this.#suite, this.#schema, this.#more)];
  }
}
