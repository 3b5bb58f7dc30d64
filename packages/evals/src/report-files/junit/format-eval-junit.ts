import { type Markup, type MarkupPart, markup } from "@promptrail/plots";
import {
  type CaseResult,
  isErrored,
  isNotApplicable,
  type PairedCaseResult,
  type Trial,
} from "../../runner/case-result.js";
import { describeEarlier } from "../runs/describe-earlier.js";
import {
  type FailedFamily,
  listReasons,
  type ReportedRun,
  type ReportedRuns,
  titleRun,
} from "../runs/reported-runs.js";
import { listProperties, type Property, toGateOutput } from "./run-details.js";

/** What became of one test. */
interface TestOutcome {
  /** Groups tests of one eval: `product_description.max_words(100)`. */
  readonly group: string;
  /** The case's id, or `gate`. */
  readonly name: string;
  readonly seconds: number;
  readonly kind: "passed" | "failure" | "error" | "skipped";
  /** Of a failure or an error. */
  readonly type: string;
  readonly message: string;
  readonly details: string;
  /** What else there is to read of it. */
  readonly output?: string;
}

/**
 * JUnit's XML as Jenkins, GitLab and the actions of GitHub read it: a suite for each family, in it the test `gate`, which is the verdict, and
 * a test for each case and each eval, named alike from version to version. Cases without a result are errors; evals that say nothing of a
 * case are skipped. What the ledger of instructions says, and where a judge and another eval differ, are properties of the suite and the
 * output of the test `gate`. The times are those of the candidate's answers.
 */
export function formatEvalJunit(report: ReportedRuns): string {
  const suites = report.runs.map((run) => toSuite(run, report));
  const left = [
    ...(report.failed ?? []).map(toFailed),
    ...report.notRun.map(toNotRun),
    ...report.problems.map(toProblem),
  ];
  const all = left.length === 0 ? suites : [...suites, listTests("promptrail", left, report)];
  const counts = countAll(all.flatMap(({ tests }) => tests));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    markup`<testsuites name="promptrail eval" ${counts}>${all.map(({ drawn }) => drawn)}
</testsuites>`.text
  }\n`;
}

interface Suite {
  readonly tests: readonly TestOutcome[];
  readonly drawn: Markup;
}

function toSuite(run: ReportedRun, report: ReportedRuns): Suite {
  const names = run.evals.map(({ name }) => name);
  const name = nameSuite(run, report);
  const tests = run.evaluation.run.results.flatMap((result) => toTests(result, name, names));
  const gate = { ...toGate(run, name), output: toGateOutput(run) };
  const answers = describeEarlier(run).map((value) => ({ name: "answers", value }));
  const compared = { name: "compared", value: titleRun(run) };
  const properties = [compared, ...answers, ...listProperties(run)];
  return listTests(name, [gate, ...tests], report, properties);
}

/** The family, so that names stay from version to version; where several of its versions ran, the version's key. */
function nameSuite({ evaluation: { candidate } }: ReportedRun, { runs }: ReportedRuns): string {
  const alike = runs.filter((each) => each.evaluation.candidate.family === candidate.family);
  return alike.length > 1 ? candidate.key : candidate.family;
}

function listTests(
  name: string,
  tests: readonly TestOutcome[],
  { madeAt, environment }: ReportedRuns,
  properties: readonly Property[] = [{ name: "compared", value: name }],
): Suite {
  const time = madeAt.toISOString().slice(0, 19);
  const drawn = markup`
  <testsuite name="${name}" timestamp="${time}" hostname="localhost" ${countAll(tests)}>
    <properties>${[...properties, { name: "environment", value: environment }].map(toProperty)}</properties>${tests.map(toElement)}
  </testsuite>`;
  return { tests, drawn };
}

function toProperty({ name, value }: Property): Markup {
  return markup`<property name="${name}" value="${value}"/>`;
}

function countAll(tests: readonly TestOutcome[]): Markup {
  const count = (kind: TestOutcome["kind"]) => tests.filter((each) => each.kind === kind).length;
  const seconds = tests.reduce((sum, each) => sum + each.seconds, 0).toFixed(3);
  return markup`tests="${tests.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}" time="${seconds}"`;
}

function toElement(test: TestOutcome): Markup {
  const { group, name, seconds, kind, type, message, details, output = "" } = test;
  const told = output === "" ? null : markup`<system-out>${output}</system-out>`;
  return markup`
    <testcase classname="${group}" name="${name}" time="${seconds.toFixed(3)}">${toResult(kind, { type, message, details })}${told}</testcase>`;
}

function toResult(
  kind: TestOutcome["kind"],
  { type, message, details }: Pick<TestOutcome, "type" | "message" | "details">,
): MarkupPart {
  switch (kind) {
    case "passed":
      return null;
    case "skipped":
      return markup`<skipped message="${message}"/>`;
    case "failure":
      return markup`<failure type="${type}" message="${message}">${details}</failure>`;
    case "error":
      return markup`<error type="${type}" message="${message}">${details}</error>`;
  }
}

const passed = { kind: "passed", type: "", message: "", details: "" } as const;

/** The verdict. Where only a part of the cases ran, or an earlier run decides, the command says whether it passes. */
function toGate(run: ReportedRun, suite: string): TestOutcome {
  const { verdict } = run.evaluation.verdict;
  const head = { group: `${suite}.gate`, name: "gate", seconds: 0 };
  if (run.isGood) return { ...head, ...passed };
  const [message = "", ...others] = listReasons(run);
  const details = [message, ...others].join("\n");
  return { ...head, kind: "failure", type: verdict, message, details };
}

function toFailed({ family, code, reason }: FailedFamily): TestOutcome {
  const message = `The run of ${family} ended in an error, so it has no verdict: ${reason}`;
  const head = { group: `${family}.gate`, name: "gate", seconds: 0 };
  return { ...head, kind: "error", type: code, message, details: message };
}

function toNotRun(family: string): TestOutcome {
  const message = `The run of ${family} did not begin, because the command was stopped before.`;
  const head = { group: `${family}.gate`, name: "gate", seconds: 0 };
  return { ...head, kind: "error", type: "not_run", message, details: message };
}

function toProblem(message: string, at: number): TestOutcome {
  const head = { group: "promptrail.problem", name: `problem ${at + 1}`, seconds: 0 };
  return { ...head, kind: "failure", type: "problem", message, details: message };
}

function toTests(
  result: CaseResult | PairedCaseResult,
  suite: string,
  evals: readonly string[],
): readonly TestOutcome[] {
  const trials = "trials" in result ? result.trials : result.candidate;
  const known = evals.length > 0 ? evals : listNames(trials);
  const milliseconds = trials.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const seconds = milliseconds / 1_000 / Math.max(1, known.length);
  return known.map((name) => {
    return { group: `${suite}.${name}`, name: result.id, seconds, ...judgeTest(trials, name) };
  });
}

function judgeTest(
  trials: readonly Trial[],
  name: string,
): Pick<TestOutcome, "kind" | "type" | "message" | "details"> {
  const judged = trials.flatMap(({ judgements }) =>
    judgements.filter((each) => each.name === name),
  );
  const failures = judged.filter((each) => !each.passed).map(({ reason }) => reason);
  if (failures.length > 0) return tell("failure", name, failures);
  const errors = trials.flatMap(({ error }) => (error === null ? [] : [error]));
  const [error] = errors;
  // An error of another eval takes nothing from what this one said.
  const isOwn = judged.length < trials.length;
  if (error !== undefined && isOwn) {
    const messages = errors.map(({ message }) => message);
    return tell("error", error.kind, messages);
  }
  if (judged.length > 0) return passed;
  const why =
    isErrored(trials) && !isNotApplicable(trials) ? "It has no answer." : "It does not apply.";
  return { ...passed, kind: "skipped", message: why };
}

function tell(kind: "failure" | "error", type: string, messages: readonly string[]) {
  const told = [...new Set(messages)];
  return { kind, type, message: told[0] ?? "", details: told.join("\n") };
}

function listNames(trials: readonly Trial[]): readonly string[] {
  const names = trials.flatMap(({ judgements }) => judgements.map(({ name }) => name));
  return [...new Set(names)];
}
