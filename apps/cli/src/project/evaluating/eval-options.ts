import { PromptrailError } from "@promptrail/core";
import { CallLimit, type CaseSelection, CostLimit } from "@promptrail/evals/run";
import type { CommonOptions } from "../../command-scope.js";
import type { Terminal } from "../../terminal.js";
import { createEvidenceFile } from "../evidence/evidence-file.js";
import { findActor } from "../find-actor.js";
import {
  parseConcurrency,
  parseCount,
  parseDollars,
  parsePattern,
  parseReason,
  parseVersion,
} from "../parse-options.js";
import type { ReportOptions } from "../reporting/report-files.js";

export interface EvalOptions extends CommonOptions, ReportOptions {
  readonly version?: string;
  readonly concurrency?: string;
  readonly fresh?: boolean;
  readonly changed?: boolean;
  readonly against?: string;
  readonly case?: readonly string[];
  readonly tag?: readonly string[];
  readonly filter?: string;
  readonly sample?: string;
  readonly maxCalls?: string;
  readonly retryErrors?: boolean;
  readonly limit?: string;
  readonly maxCost?: string;
  readonly showFailures?: string;
  readonly evidence?: string;
  readonly supersede?: string;
  readonly workers?: boolean;
  readonly watch?: boolean;
  readonly models?: string;
  readonly write?: boolean;
}

/** What a command says of all its runs. */
export async function toRunSettings({ environment, folder }: Terminal, options: EvalOptions) {
  const { concurrency, maxCost, maxCalls, evidence, supersede, retryErrors, fresh } = options;
  return {
    ...(fresh === true ? { fresh } : {}),
    retryErrors,
    supersede: supersede === undefined ? undefined : parseReason(supersede, "--supersede"),
    evidenceFile: evidence === undefined ? undefined : createEvidenceFile(folder, evidence),
    actor: await findActor(environment),
    concurrency: concurrency === undefined ? undefined : parseConcurrency(concurrency),
    select: toSelection(options),
    costLimit:
      maxCost === undefined ? undefined : new CostLimit(parseDollars(maxCost, "--max-cost")),
    callLimit:
      maxCalls === undefined ? undefined : new CallLimit(parseCount(maxCalls, "--max-calls")),
  };
}

function toSelection(options: EvalOptions): CaseSelection | undefined {
  const { case: ids, tag: tags, filter, sample, limit } = options;
  const said = [ids, tags, filter, sample, limit];
  if (said.every((each) => each === undefined)) return undefined;
  return {
    ids,
    tags,
    filter: filter === undefined ? undefined : parsePattern(filter, "--filter"),
    sample: sample === undefined ? undefined : parseCount(sample, "--sample"),
    limit: limit === undefined ? undefined : parseCount(limit, "--limit"),
  };
}

/** How many failures are shown whole; undefined: they are listed. */
export function toShownFailures({ showFailures }: EvalOptions): number | undefined {
  return showFailures === undefined ? undefined : parseCount(showFailures, "--show-failures");
}

export function toCandidate({ version }: EvalOptions): number | undefined {
  return version === undefined ? undefined : parseVersion(version, "--version");
}

/** @throws PromptrailError `request_invalid` for options that contradict each other. */
export function requireFitting(family: string | undefined, options: EvalOptions): void {
  requireFittingWatch(options);
  requireFittingModels(family, options);
  requireFittingVersions(family, options);
  requireFittingWorkers(options);
}

function refuse(message: string): never {
  throw new PromptrailError("request_invalid", message);
}

/** Another model is another content hash: of what --models finds, nothing is evidence. */
function requireFittingModels(
  family: string | undefined,
  { models, write = false, ...options }: EvalOptions,
): void {
  if (models === undefined) {
    if (write)
      refuse(
        "--write writes the version that --models finds: promptrail eval FAMILY --models A,B --write.",
      );
    return;
  }
  if (family === undefined) {
    refuse("--models needs a family: promptrail eval FAMILY --models A,B.");
  }
  const other = (["changed", "evidence", "supersede", "workers", "showFailures"] as const).find(
    (name) => options[name] !== undefined,
  );
  if (other !== undefined) {
    const flag = `--${other === "showFailures" ? "show-failures" : other}`;
    refuse(
      `--models runs one prompt on several models here and makes no evidence, so ${flag} cannot be combined with it. Remove one of the two.`,
    );
  }
  const form = (["markdown", "junit"] as const).find((name) => options[name] !== undefined);
  if (form !== undefined) {
    refuse(
      `--models compares models, and --${form} tells of a version against the active one, so they cannot be combined. Use --html for a page of the models.`,
    );
  }
  if (write && (options.watch === true || toSelection(options) !== undefined)) {
    refuse(
      "--write needs a verdict of all cases, once: it cannot be combined with --watch, --case, --tag, --filter, --sample and --limit. Remove --write.",
    );
  }
}

/** Workers take whole ranges: what a run of one process stops at would be passed by what they have taken. */
function requireFittingWorkers({
  workers = false,
  changed,
  maxCost,
  ...options
}: EvalOptions): void {
  if (!workers) return;
  if (options.watch === true) {
    refuse(
      "Workers have the code with which they were started, so --workers cannot be combined with --watch. Run one without the other.",
    );
  }
  if (changed === true) {
    refuse(
      "--workers needs the store in which workers find the run, and --changed opens none. Run one without the other.",
    );
  }
  const isBounded = maxCost !== undefined || options.maxCalls !== undefined;
  if (isBounded || toSelection(options) !== undefined) {
    refuse(
      "Workers take whole ranges of all cases, so --workers cannot be combined with --case, --tag, --filter, --sample, --limit, --max-cost and --max-calls. Leave --workers out to run a part here.",
    );
  }
  if (options.retryErrors === true) {
    refuse(
      "Workers write an error as the result of its case, and do not ask again, so --workers cannot be combined with --retry-errors. Leave --retry-errors out: of a run that vendors' errors kept from a verdict, the next one asks every case again.",
    );
  }
}

function requireFittingWatch({ watch = false, json, supersede, evidence }: EvalOptions): void {
  const isOnce = json === true || supersede !== undefined || evidence !== undefined;
  if (watch && isOnce) {
    refuse(
      "--watch runs the eval again and again, so it cannot be combined with --json, --supersede and --evidence. Remove --watch.",
    );
  }
}

function requireFittingVersions(
  family: string | undefined,
  { version, changed = false, against, evidence, supersede, ...options }: EvalOptions,
): void {
  if (changed && version !== undefined) {
    refuse(
      "--changed finds the versions itself, so --version cannot be combined with it. Remove --version.",
    );
  }
  if (!changed && against !== undefined) {
    refuse(
      "--against works only together with --changed: promptrail eval --changed --against REF.",
    );
  }
  if (evidence !== undefined && toSelection(options) !== undefined) {
    refuse(
      "A part of the cases gives no evidence, so --evidence cannot be combined with --case, --tag, --filter, --sample and --limit. Remove --evidence, or run all cases.",
    );
  }
  const isPart = toSelection(options) !== undefined;
  if (supersede !== undefined && (isPart || (version === undefined && !changed))) {
    refuse(
      "--supersede replaces the evidence of a comparison of all cases: promptrail eval FAMILY --version N --supersede REASON, without --case, --tag, --filter, --sample and --limit.",
    );
  }
  if (evidence !== undefined && version === undefined && !changed) {
    refuse(
      "Evidence comes of a comparison: name the version that is compared with the active one, promptrail eval FAMILY --version N --evidence FILE; or use --changed.",
    );
  }
  if (family === undefined && version !== undefined) {
    refuse("--version needs a family: promptrail eval FAMILY --version N.");
  }
}
