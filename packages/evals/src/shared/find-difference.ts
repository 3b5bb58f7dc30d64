import type { Suite } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { SharedRun, SharedVersion } from "@promptrail/core/jobs";
import type { EvaluatedVersion, EvaluatePorts } from "../evaluate/evaluate-ports.js";
import type { RangeCases } from "./range-cases.js";

/** What a process needs of a run. */
export interface RunParts<Version> {
  readonly suite: Suite;
  readonly candidate: Version;
  readonly baseline: Version | null;
}

/** What this process has of a run; else what differs, for people. */
export async function findDifference<Version extends EvaluatedVersion>(
  { resolve, suites }: Pick<EvaluatePorts<Version>, "resolve" | "suites">,
  run: SharedRun,
  cases: RangeCases,
): Promise<string | RunParts<Version>> {
  const { family } = run;
  const suite = suites.get(family);
  if (suite === undefined) return `its code has no suite for "${family}"`;
  if (suite.suiteHash !== run.suiteHash) return `its suite of "${family}" is a different one`;
  const candidate = findVersion(resolve, family, run.candidate);
  if (typeof candidate === "string") return candidate;
  const baseline = run.baseline === null ? null : findVersion(resolve, family, run.baseline);
  if (typeof baseline === "string") return baseline;
  const hash = await cases.hash(suite);
  if (hash !== run.datasetHash) return `its dataset of "${family}" has different cases`;
  return { suite, candidate, baseline };
}

function findVersion<Version extends EvaluatedVersion>(
  resolve: EvaluatePorts<Version>["resolve"],
  family: string,
  { version, contentHash }: SharedVersion,
): Version | string {
  try {
    const found = resolve(family, version);
    if (found.contentHash === contentHash) return found;
    return `its ${found.key} has different content`;
  } catch (error) {
    return toErrorText(error).replace(/\.$/u, "");
  }
}
