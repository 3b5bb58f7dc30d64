import type { ProviderCheck } from "./checks/provider-check.js";
import { providerChecks } from "./checks/provider-checks.js";
import { BrokenPromise, toTold } from "./expectations.js";
import { describeCell } from "./matrix/axes.js";
import type { CellSize, ExclusionName } from "./matrix/exclusions.js";
import { listCells } from "./matrix/list-cells.js";
import { runCells } from "./matrix/run-cells.js";
import type { ProviderHarness } from "./provider-harness.js";
import { openLane } from "./provider-lane.js";

/** A promise that the provider broke. */
export interface SuiteFailure {
  /** The check, or the cell of the matrix: `stream, 429, whole, Retry-After 1`. */
  readonly title: string;
  readonly expected: string;
  readonly came: string;
}

export interface SuiteReport {
  /** How many checks and cells ran. */
  readonly checks: number;
  readonly cells: number;
  /** Titles of the checks that have nothing to look at in this provider. */
  readonly notApplicable: readonly string[];
  /** How many cells of the matrix each exclusion left out. */
  readonly excluded: Readonly<Record<ExclusionName, number>>;
  readonly failures: readonly SuiteFailure[];
  /** True where the run was ended before all had run. */
  readonly isStopped: boolean;
}

export interface SuiteRun {
  /** `long` takes every form of `Retry-After` with every way to break a failure's body; default: `short`. */
  readonly size?: CellSize;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Ends the run after what runs at the time. */
  readonly stop?: AbortSignal;
}

/** In milliseconds. A provider that does not end fails. */
const mostForOneCheck = 20_000;

/** The conformance suite of the Provider port without a test runner: the checks, then the cells of the matrix. */
export async function runProviderSuite(
  harness: ProviderHarness,
  { size = "short", onProgress, stop }: SuiteRun = {},
): Promise<SuiteReport> {
  const { cells, excluded } = listCells({ wire: harness.wire, size });
  const total = providerChecks.length + cells.length;
  let done = 0;
  const count = () => {
    done += 1;
    onProgress?.({ done, total });
  };
  const checked = await runChecks(harness, { stop, count });
  const failed = await runCells(harness, { cells, stop, onCell: count });
  return {
    checks: checked.run,
    cells: done - checked.run,
    notApplicable: checked.notApplicable,
    excluded,
    failures: [
      ...checked.failures,
      ...failed.map(({ cell, expected, came }) => ({ title: describeCell(cell), expected, came })),
    ],
    isStopped: done < total,
  };
}

async function runChecks(
  harness: ProviderHarness,
  { stop, count }: { readonly stop: AbortSignal | undefined; readonly count: () => void },
) {
  const failures: SuiteFailure[] = [];
  const notApplicable: string[] = [];
  let run = 0;
  for (const check of providerChecks) {
    if (stop?.aborted === true) break;
    const came = await runCheck(check, harness);
    if (came === "not applicable") notApplicable.push(check.title);
    else if (came !== "kept") failures.push({ title: check.title, ...came });
    run += 1;
    count();
  }
  return { failures, notApplicable, run };
}

/** Each check has an upstream of its own, so that one that goes wrong spoils no other. */
async function runCheck(
  { run }: ProviderCheck,
  harness: ProviderHarness,
): Promise<"kept" | "not applicable" | Omit<SuiteFailure, "title">> {
  const lane = await openLane(harness);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const seconds = mostForOneCheck / 1000;
    late.reject(new BrokenPromise("the check", "an end", `nothing within ${seconds} s`));
  }, mostForOneCheck);
  try {
    return (await Promise.race([run(lane), late.promise])) ?? "kept";
  } catch (error) {
    return toTold(error);
  } finally {
    clearTimeout(timer);
    await lane.close();
  }
}
