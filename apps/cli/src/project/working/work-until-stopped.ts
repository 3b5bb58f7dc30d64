import type { PromptrailConfig } from "@promptrail/core";
import type { Job } from "@promptrail/core/jobs";
import { withReleases } from "@promptrail/core/lifecycle";
import { evalQueue, type RangeReport, workOnRanges } from "@promptrail/evals/run";
import type { Promptrail } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import type { WorkerReport } from "../../documents/worker-document.js";
import { prepareForRun } from "../../node/prepare-for-run.js";
import { toEvaluatePorts } from "../evaluating/to-evaluate-ports.js";
import { findEnvironment, tellProblem } from "../load-cli-project.js";
import { openQueue } from "../sharing/open-queue.js";
import { waitForStore } from "../sharing/wait-for-store.js";
import { withStopSignals } from "../stop-signal.js";
import { serveHealth } from "./serve-health.js";

export interface WorkerSettings {
  readonly name: string;
  /** Calls at once. */
  readonly concurrency: number;
  /** Null: no address is opened. */
  readonly health: { readonly host: string; readonly port: number } | null;
}

/** Two ranges at once, so that calls go on while the last ones of a range are waited for. */
const rangesAtOnce = 2;

/** Works until Ctrl-C or SIGTERM: what is asked then is finished and written, and what is left goes to others at once. */
export function workUntilStopped(
  scope: CommandScope,
  config: PromptrailConfig,
  promptrail: Promptrail,
  settings: WorkerSettings,
): Promise<WorkerReport> {
  const { terminal } = scope;
  const { name, concurrency, health } = settings;
  const environment = findEnvironment(scope, config);
  const done = { ranges: 0, given_back: 0, answers: 0, errors: 0 };
  return withReleases(async (keep) => {
    const work = await promptrail.sharedWork();
    const tell = tellProblem(scope, config);
    const queue = await waitForStore(() => openQueue({ scope, config, work, watches: true }), tell);
    keep(() => queue.close());
    const check = async () => ({
      worker: name,
      environment,
      ...done,
      queue: await queue.counts(evalQueue),
    });
    const listening = health === null ? null : await serveHealth({ ...health, check });
    if (listening !== null) keep(() => listening.close());
    const onStop = () =>
      terminal.err("\nStopping after the running calls; press Ctrl-C again to stop them now.\n");
    await withStopSignals(onStop, async ({ stop, abandon }) => {
      const handle = workOnRanges({
        ...toEvaluatePorts(promptrail, config),
        runs: work.runs,
        worker: name,
        concurrency,
        stop,
        abandon,
        onRange: (report) => {
          count(done, report);
          terminal.err(`${describe(report)}\n`);
        },
        onProblem: tell,
      });
      const atOnce = { concurrency: rangesAtOnce };
      const takeRanges = () => queue.work(evalQueue, boundingHeap(handle), atOnce);
      const end = await waitForStore(takeRanges, tell);
      const at = listening === null ? "" : `, health on ${listening.url}`;
      terminal.err(`Worker ${name} takes jobs of ${evalQueue} in ${environment}${at}.\n`);
      await untilFired(stop);
      await end();
    });
    return { name, environment, queues: [evalQueue], ...done, stopped: true as const };
  });
}

/** Each time: V8 gives back the room of new objects while the process rests, and it would not grow again. */
function boundingHeap(handle: (job: Job) => Promise<void>): (job: Job) => Promise<void> {
  return (job) => {
    prepareForRun();
    return handle(job);
  };
}

function count(done: { -readonly [Key in keyof typeof none]: number }, report: RangeReport): void {
  if (report.givenBack === null) done.ranges += 1;
  else done.given_back += 1;
  done.answers += report.answers;
  done.errors += report.errors;
}

const none = { ranges: 0, given_back: 0, answers: 0, errors: 0 };

function describe({ run, firstCase, lastCase, ...report }: RangeReport): string {
  const versions = [run.candidate, run.baseline]
    .flatMap((side) => (side === null ? [] : [`v${side.version}`]))
    .join(" and ");
  const seconds = (report.durationMs / 1_000).toFixed(1);
  const errors = report.errors === 0 ? "" : `, ${report.errors} errors`;
  const asked = `${report.answers} answers${errors} in ${seconds} s`;
  const end = report.givenBack === null ? asked : `given back after ${asked}: ${report.givenBack}`;
  return `${run.family} ${versions}, cases ${firstCase} to ${lastCase} of ${run.cases}: ${end}`;
}

function untilFired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
