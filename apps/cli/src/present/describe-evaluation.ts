import type { Suite } from "@promptrail/core";
import {
  countAnswers,
  describeOthers,
  type EvidenceStanding,
  findProblems,
  formatFailures,
  formatGate,
  formatRun,
  readFailures,
  toBiasReports,
  toCaseReports,
  toEvalReport,
  toGateReport,
} from "@promptrail/evals/run";
import type { CommandResult } from "../command-result.js";
import type { EvalReportDocument } from "../documents/eval-document.js";
import type { FoundEvaluation as Found } from "../project/evaluating/evaluate-each.js";
import type { Terminal } from "../terminal.js";
import { describeCost } from "./describe-answer.js";
import { describeDifferences } from "./judge/describe-differences.js";
import { type AskingAnew, describeGoingOn } from "./kept/describe-going-on.js";
import { describeLedger, readRunLedger, toLedgerJson } from "./ledger/describe-ledger.js";
import { toReportStyle } from "./report-style.js";

export interface DescribeSettings {
  readonly terminal: Terminal;
  readonly environment: string;
  /** What the candidate is compared with: the version that is live, or the base's. */
  readonly baselineIs: "active" | "base";
  /** How many failures are shown whole; undefined: they are listed. */
  readonly shownFailures: number | undefined;
  /** Whether the document is asked for: only then is the text of every answer read from where it is kept. */
  readonly isDocument: boolean;
  readonly suites: readonly Suite[];
  /** The flags by which the runs take no answer of before. */
  readonly asking: AskingAnew;
  /** Where evidence went instead of the store. */
  readonly evidenceFile: DescribedFile | undefined;
}

/** A file for evidence: it is written once all runs are through. */
export interface DescribedFile {
  readonly name: string;
  readonly isWritten: boolean;
}

/** What an eval found: its report, what became of its evidence, and the failures that are asked for. */
export async function describeEvaluation(
  found: Found,
  settings: DescribeSettings,
): Promise<CommandResult<EvalReportDocument>> {
  const { terminal, environment } = settings;
  const { candidate, run, verdict } = found;
  const { provider, model } = candidate.content;
  const { dim } = terminal.colors;
  const head = dim(`${candidate.key} on ${provider} · ${model} · ${environment}`);
  const told = describeKept(found, settings);
  const failures = await describeFailures(found, settings);
  const differences = describeDifferences(found, findEvals(found, settings), terminal);
  const ledger = readRunLedger(found, findSuite(found, settings));
  return {
    text: [
      head,
      formatReport(found, settings),
      ...(differences.lines.length === 0 ? [] : ["", ...differences.lines]),
      ...describeLedger(ledger, terminal),
      ...describeAside(found).map(dim),
      ...(told === "" ? [] : [dim(told)]),
      ...describeStanding(found, settings),
      ...describeActivation(found, settings),
      ...failures,
    ].join("\n"),
    json: {
      ...toReport(found, settings),
      ...toAside(found),
      ...differences.json,
      ...toLedgerJson(ledger),
      cases: settings.isDocument ? [...toCaseReports(run)] : [],
    },
    exitCode: (findDeciding(found) ?? verdict).verdict === "pass" ? 0 : 1,
  };
}

function formatReport(found: Found, settings: DescribeSettings): string {
  const { terminal, baselineIs, shownFailures } = settings;
  const style = toReportStyle(terminal);
  const evals = findEvals(found, settings);
  const shown = { style, evals, maxCases: shownFailures === undefined ? undefined : 0 };
  if (found.kind === "single") {
    const { run, verdict, candidate } = found;
    return formatRun({ run, verdict, title: candidate.key, ...shown });
  }
  const { run, verdict, candidate, baseline } = found;
  const titles = { candidate: candidate.key, baseline: `${baseline.key} (${baselineIs})` };
  return formatGate({ run, verdict, ...titles, ...shown });
}

function toReport(found: Found, settings: DescribeSettings) {
  const biases = toBiasReports(findEvals(found, settings), found.run);
  if (found.kind === "single") return { ...toEvalReport(found.run, found.verdict), ...biases };
  return {
    ...toGateReport(found.run, found.verdict),
    ...biases,
    evidence_id: found.evidenceId,
    standing: toStanding(found),
    activated_revision: found.activatedRevision,
  };
}

function findEvals(found: Found, settings: DescribeSettings): Suite["evals"] {
  return findSuite(found, settings)?.evals ?? [];
}

function findSuite({ candidate }: Found, { suites }: DescribeSettings): Suite | undefined {
  return suites.find(({ family }) => family === candidate.family);
}

function toAside({ aside }: Found) {
  return aside === null ? {} : { aside: { ...aside } };
}

/** What evals spent beside the answers that they judge. */
function describeAside({ aside }: Found): readonly string[] {
  if (aside === null) return [];
  const { runs, embedded, cost } = aside;
  const prompts = `${runs} ${runs === 1 ? "prompt" : "prompts"}`;
  const texts = `${embedded} ${embedded === 1 ? "text" : "texts"}`;
  return [`Evals ran ${prompts} and embedded ${texts}: ${describeCost(cost)}`];
}

function toStanding({ standing, evidenceId }: Extract<Found, { readonly kind: "gate" }>) {
  if (standing === null) return null;
  const { run, deciding, others } = standing;
  const decides = deciding.id === evidenceId;
  const told = { deciding_evidence_id: deciding.id, deciding_verdict: deciding.verdict };
  return { run, decides, ...told, ...(others === undefined ? {} : { others: { ...others } }) };
}

/** The run that decides, where it is an earlier one. */
function findDeciding(found: Found): EvidenceStanding["deciding"] | null {
  if (found.kind === "single" || found.standing === null) return null;
  const { deciding } = found.standing;
  return deciding.id === found.evidenceId ? null : deciding;
}

/** That the run changes nothing, where an earlier one has decided. */
function describeStanding(found: Found, { terminal }: DescribeSettings): readonly string[] {
  if (found.kind === "single" || found.standing === null) return [];
  const deciding = findDeciding(found);
  const { bold, yellow } = terminal.colors;
  const others = describeOthers(found.standing).map((line) => `${yellow("!")} ${line}`);
  if (deciding === null) return others;
  return [
    `${yellow("!")} ${bold(`This is run ${found.standing.run}, and changes nothing`)}: evidence ${deciding.id} of the same content, baseline, dataset and suite has decided (verdict: ${deciding.verdict}). Change the version, add cases, or give a reason why this run counts instead: --supersede REASON.`,
    ...others,
  ];
}

/** That the eval changed what callers get, where it did. */
function describeActivation(
  found: Found,
  { terminal, environment }: DescribeSettings,
): readonly string[] {
  const { candidate, activatedRevision } = found;
  if (activatedRevision === null) return [];
  return [
    `${terminal.colors.green("✓")} ${candidate.key} is live in ${environment} since revision ${activatedRevision}: the code declares it active, and it waited for this evidence.`,
  ];
}

/** The flags that take a part of the cases. */
const partial = "--case, --tag, --filter, --sample and --limit";

/** What is kept of the run: evidence, or answers with which the next one goes on. */
function describeKept(found: Found, settings: DescribeSettings): string {
  const { environment, baselineIs, evidenceFile, asking } = settings;
  const { run, candidate } = found;
  if (found.kind === "gate" && found.evidenceId !== null) {
    if (evidenceFile === undefined) return `Evidence ${found.evidenceId} in ${environment}`;
    return evidenceFile.isWritten
      ? `Evidence ${found.evidenceId} for ${environment}, in ${evidenceFile.name}`
      : `${evidenceFile.name} is not written, since not every run came to its end: ${describeGoingOn(asking, run.stop)}`;
  }
  const { family, version } = candidate;
  const command = `promptrail eval ${family} --version ${version}`;
  if (run.selected !== undefined) {
    if (found.kind === "single") {
      return `Only a part of the cases ran, so there is no verdict. For a verdict, leave out ${partial}.`;
    }
    return `No evidence is stored, because only a part of the cases ran. For evidence for a promotion, run \`${command}\` without ${partial}.`;
  }
  if (run.missing > 0) {
    const kept = toCases(found).filter(({ sides }) =>
      sides.every(({ trials }) => countAnswers(trials) === trials.length),
    );
    return `Stopped before the end: no evidence is stored. ${kept.length} of ${run.total} kept: ${describeGoingOn(asking, run.stop)}`;
  }
  if (found.kind === "single") return "";
  return baselineIs === "base"
    ? `No evidence is stored. For evidence for a promotion, run \`${command}\`.`
    : `No evidence is stored, because ${environment} does not have the family yet. For evidence for a promotion, run \`promptrail deploy\`, then \`${command}\`: it keeps these answers.`;
}

async function describeFailures(
  found: Found,
  { terminal, shownFailures, suites }: DescribeSettings,
): Promise<readonly string[]> {
  const suite = suites.find(({ family }) => family === found.candidate.family);
  if (shownFailures === undefined || suite === undefined) return [];
  const cases = toCases(found);
  const judged = cases.map(({ id, sides: [first] }) => ({ id, trials: first?.trials ?? [] }));
  const count = findProblems(judged, Number.POSITIVE_INFINITY).length;
  const failures = await readFailures(suite, cases, shownFailures);
  return ["", formatFailures({ failures, count, style: toReportStyle(terminal) })];
}

function toCases(found: Found) {
  const { candidate } = found;
  if (found.kind === "single") {
    return found.run.results.map(({ id, trials }) => ({
      id,
      sides: [{ title: candidate.key, trials }],
    }));
  }
  const { baseline } = found;
  return found.run.results.map((result) => ({
    id: result.id,
    sides: [
      { title: candidate.key, trials: result.candidate },
      { title: baseline.key, trials: result.baseline },
    ],
  }));
}
